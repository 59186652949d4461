package io.mailroom.worker.send;

import io.mailroom.worker.graph.FoundMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a command stands in the mailbox.
 *
 * @param sent the first item that Exchange took for transport, wherever it stands
 * @param drafts what looks unsent; it was not sent if nothing can be running or on its way any more (facts G1.3)
 */
record MailboxFindings(@Nullable FoundMessage sent, List<FoundMessage> drafts) {
    /** Whether the very draft that might have been sent looks unsent: another one with the same key proves nothing. */
    boolean unsent(String draftId) {
        return drafts.stream().anyMatch(draft -> draft.id().equals(draftId));
    }

    static MailboxFindings at(List<FoundMessage> hits) {
        return new MailboxFindings(
                hits.stream().filter(hit -> !hit.isDraft()).findFirst().orElse(null),
                hits.stream().filter(FoundMessage::isDraft).toList());
    }
}
