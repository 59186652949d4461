package io.mailroom.worker.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.Attachment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Graph's items in our records, as far as resolving a doubt about a send needs them. An item without an id, or of which it is not said
 * whether it is a draft, makes its answer unreadable: nothing may be concluded from it.
 */
final class FoundModels {
    private FoundModels() {}

    /** Hits on one page, and where the next is. */
    record Hits(List<FoundMessage> found, @Nullable String next) {}

    static Draft draft(JsonNode made, List<Attachment> missing) {
        return new Draft(
                AnswerJson.neededId(made),
                AnswerJson.id(made.path("internetMessageId")),
                AnswerJson.id(made.path("conversationId")),
                AnswerJson.id(made.path("parentFolderId")),
                missing);
    }

    static FoundMessage found(JsonNode item) {
        Boolean draft = AnswerJson.flag(item.path("isDraft"));
        if (draft == null) {
            throw new UnreadableAnswer();
        }
        return new FoundMessage(
                AnswerJson.neededId(item),
                draft,
                AnswerJson.id(item.path("internetMessageId")),
                AnswerJson.id(item.path("conversationId")),
                AnswerJson.id(item.path("parentFolderId")),
                AnswerJson.time(item.path("createdDateTime")),
                AnswerJson.time(item.path("sentDateTime")),
                Boolean.TRUE.equals(AnswerJson.flag(item.path("hasAttachments"))));
    }

    static Hits hits(JsonNode page) {
        JsonNode value = page.path("value");
        if (!value.isArray()) {
            throw new UnreadableAnswer();
        }
        var found = new ArrayList<FoundMessage>();
        value.forEach(item -> found.add(found(item)));
        JsonNode next = page.path("@odata.nextLink");
        return new Hits(List.copyOf(found), next.isMissingNode() || next.isNull() ? null : DeltaModels.link(next));
    }
}
