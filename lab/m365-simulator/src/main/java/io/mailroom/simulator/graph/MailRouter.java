package io.mailroom.simulator.graph;

import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.simulator.exchange.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** From the path below a user to the operation. The mailbox's lock is held. */
@ApplicationScoped
class MailRouter {
    private final UserRoute user;
    private final MessageRoutes messages;
    private final SendRoutes sends;
    private final AttachmentRoutes attachments;
    private final ReplyRoutes replies;
    private final FolderRoutes folders;
    private final DeltaRoute delta;

    MailRouter(
            UserRoute user,
            MessageRoutes messages,
            SendRoutes sends,
            AttachmentRoutes attachments,
            ReplyRoutes replies,
            FolderRoutes folders,
            DeltaRoute delta) {
        this.user = user;
        this.messages = messages;
        this.sends = sends;
        this.attachments = attachments;
        this.replies = replies;
        this.folders = folders;
        this.delta = delta;
    }

    Answer route(GraphRequest request, List<String> rest) {
        if (rest.isEmpty()) {
            return only(request, "GET", () -> user.answer(request));
        }
        List<String> below = rest.subList(1, rest.size());
        return switch (GraphPath.word(rest.getFirst())) {
            case "messages" -> messages(request, Optional.empty(), below);
            case "mailfolders" -> folders(request, below);
            case "sendmail" -> only(request, "POST", () -> sends.sendMail(request));
            default -> throw GraphRefusal.noSuchSegment(rest.getFirst());
        };
    }

    private Answer folders(GraphRequest request, List<String> rest) {
        if (rest.isEmpty()) {
            return folderList(request, request.mailbox().folder(WellKnownFolder.ROOT));
        }
        Folder folder = request.folder(rest.getFirst());
        if (rest.size() == 1) {
            return only(request, "GET", () -> folders.get(request, folder));
        }
        return switch (GraphPath.word(rest.get(1))) {
            case "messages" -> messages(request, Optional.of(folder), rest.subList(2, rest.size()));
            case "childfolders" -> folderList(request, folder);
            default -> throw GraphRefusal.noSuchSegment(rest.get(1));
        };
    }

    private Answer folderList(GraphRequest request, Folder parent) {
        return switch (request.call().method()) {
            case "GET" -> folders.list(request, parent);
            case "POST" -> folders.create(request, parent);
            default -> throw notAllowed();
        };
    }

    private Answer messages(GraphRequest request, Optional<Folder> folder, List<String> rest) {
        if (rest.isEmpty()) {
            return switch (request.call().method()) {
                case "GET" -> messages.list(request, folder);
                case "POST" -> messages.create(request, folder);
                default -> throw notAllowed();
            };
        }
        if (GraphPath.word(rest.getFirst()).equals("delta")) {
            Folder tracked = folder.orElseThrow(() -> new GraphRefusal(
                    400,
                    "ErrorInvalidRequest",
                    "Change tracking is not supported against 'microsoft.graph.message' outside of a folder."));
            return only(request, "GET", () -> delta.answer(request, tracked));
        }
        return message(request, request.item(rest.getFirst(), folder), rest.subList(1, rest.size()));
    }

    private Answer message(GraphRequest request, Item item, List<String> rest) {
        if (rest.isEmpty()) {
            return switch (request.call().method()) {
                case "GET" -> messages.get(request, item);
                case "PATCH" -> messages.update(request, item);
                case "DELETE" -> messages.delete(request, item);
                default -> throw notAllowed();
            };
        }
        String action = GraphPath.word(rest.getFirst());
        return switch (action) {
            case "send" -> only(request, "POST", () -> sends.send(request, item));
            case "attachments" -> attachments(request, item, rest.subList(1, rest.size()));
            case "createreply", "createreplyall", "createforward" ->
                only(request, "POST", () -> replies.create(request, item, action));
            case "move" -> only(request, "POST", () -> messages.move(request, item, false));
            case "copy" -> only(request, "POST", () -> messages.move(request, item, true));
            case "$value" -> throw GraphRefusal.notSimulated("A message as MIME");
            case "reply", "replyall", "forward", "extensions", "permanentdelete" ->
                throw GraphRefusal.notSimulated("'" + rest.getFirst() + "'");
            default -> throw GraphRefusal.noSuchSegment(rest.getFirst());
        };
    }

    private Answer attachments(GraphRequest request, Item item, List<String> rest) {
        String method = request.call().method();
        if (rest.isEmpty()) {
            return method.equals("POST")
                    ? attachments.add(request, item)
                    : only(request, "GET", () -> attachments.list(request, item));
        }
        String id = rest.getFirst();
        if (GraphPath.word(id).equals("createuploadsession")) {
            throw GraphRefusal.notSimulated("An upload session");
        }
        if (rest.size() == 2 && rest.get(1).equals("$value")) {
            return only(request, "GET", () -> attachments.raw(request, item, id));
        }
        return method.equals("DELETE")
                ? attachments.delete(request, item, id)
                : only(request, "GET", () -> attachments.get(request, item, id));
    }

    private static Answer only(GraphRequest request, String method, Supplier<Answer> operation) {
        if (!request.call().method().equals(method)) {
            throw notAllowed();
        }
        return operation.get();
    }

    private static GraphRefusal notAllowed() {
        return new GraphRefusal(405, "ErrorInvalidRequest", "The HTTP method is not allowed on this resource.");
    }
}
