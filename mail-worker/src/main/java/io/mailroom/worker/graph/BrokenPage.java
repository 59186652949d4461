package io.mailroom.worker.graph;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A page of one mail that is not JSON. The mail is given up and the link behind it is kept, if there is no doubt about
 * either: one link stands there, and not more than one mail.
 */
final class BrokenPage {
    /** A quote inside a JSON text has a backslash before it, so that a subject cannot pass for a link. */
    private static final Pattern LINK =
            Pattern.compile("(?<!\\\\)\"@odata\\.(nextLink|deltaLink)\"\\s*:\\s*\"([^\"\\\\\\p{Cntrl}]++)\"");

    private static final Pattern MAIL = Pattern.compile("(?<!\\\\)\"id\"\\s*:");

    private BrokenPage() {}

    /** @throws UnreadableAnswer if it cannot be passed without doubt */
    static DeltaPage passed(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<MatchResult> links = LINK.matcher(text).results().limit(2).toList();
        if (links.size() != 1 || MAIL.matcher(text).results().limit(2).count() > 1) {
            throw new UnreadableAnswer();
        }
        String link = DeltaModels.link(TextNode.valueOf(links.getFirst().group(2)));
        boolean more = links.getFirst().group(1).equals("nextLink");
        return new DeltaPage(List.of(new DeltaItem.Unreadable()), more ? link : null, more ? null : link);
    }
}
