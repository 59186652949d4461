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

    Answer route(Scene scene, List<String> rest) {
        if (rest.isEmpty()) {
            return only(scene, "GET", () -> user.answer(scene));
        }
        List<String> below = rest.subList(1, rest.size());
        return switch (GraphPath.word(rest.getFirst())) {
            case "messages" -> messages(scene, Optional.empty(), below);
            case "mailfolders" -> folders(scene, below);
            case "sendmail" -> only(scene, "POST", () -> sends.sendMail(scene));
            default -> throw GraphRefusal.noSuchSegment(rest.getFirst());
        };
    }

    private Answer folders(Scene scene, List<String> rest) {
        if (rest.isEmpty()) {
            return folderList(scene, scene.mailbox().folder(WellKnownFolder.ROOT));
        }
        Folder folder = scene.folder(rest.getFirst());
        if (rest.size() == 1) {
            return only(scene, "GET", () -> folders.get(scene, folder));
        }
        return switch (GraphPath.word(rest.get(1))) {
            case "messages" -> messages(scene, Optional.of(folder), rest.subList(2, rest.size()));
            case "childfolders" -> folderList(scene, folder);
            default -> throw GraphRefusal.noSuchSegment(rest.get(1));
        };
    }

    private Answer folderList(Scene scene, Folder parent) {
        return switch (scene.call().method()) {
            case "GET" -> folders.list(scene, parent);
            case "POST" -> folders.create(scene, parent);
            default -> throw notAllowed();
        };
    }

    private Answer messages(Scene scene, Optional<Folder> folder, List<String> rest) {
        if (rest.isEmpty()) {
            return switch (scene.call().method()) {
                case "GET" -> messages.list(scene, folder);
                case "POST" -> messages.create(scene, folder);
                default -> throw notAllowed();
            };
        }
        if (GraphPath.word(rest.getFirst()).equals("delta")) {
            Folder tracked = folder.orElseThrow(() -> new GraphRefusal(
                    400,
                    "ErrorInvalidRequest",
                    "Change tracking is not supported against 'microsoft.graph.message' outside of a folder."));
            return only(scene, "GET", () -> delta.answer(scene, tracked));
        }
        return message(scene, scene.item(rest.getFirst(), folder), rest.subList(1, rest.size()));
    }

    private Answer message(Scene scene, Item item, List<String> rest) {
        if (rest.isEmpty()) {
            return switch (scene.call().method()) {
                case "GET" -> messages.get(scene, item);
                case "PATCH" -> messages.update(scene, item);
                case "DELETE" -> messages.delete(scene, item);
                default -> throw notAllowed();
            };
        }
        String action = GraphPath.word(rest.getFirst());
        return switch (action) {
            case "send" -> only(scene, "POST", () -> sends.send(scene, item));
            case "attachments" -> attachments(scene, item, rest.subList(1, rest.size()));
            case "createreply", "createreplyall", "createforward" ->
                only(scene, "POST", () -> replies.create(scene, item, action));
            case "move" -> only(scene, "POST", () -> messages.move(scene, item, false));
            case "copy" -> only(scene, "POST", () -> messages.move(scene, item, true));
            case "$value" -> throw GraphRefusal.notSimulated("A message as MIME");
            case "reply", "replyall", "forward", "extensions", "permanentdelete" ->
                throw GraphRefusal.notSimulated("'" + rest.getFirst() + "'");
            default -> throw GraphRefusal.noSuchSegment(rest.getFirst());
        };
    }

    private Answer attachments(Scene scene, Item item, List<String> rest) {
        String method = scene.call().method();
        if (rest.isEmpty()) {
            return method.equals("POST")
                    ? attachments.add(scene, item)
                    : only(scene, "GET", () -> attachments.list(scene, item));
        }
        String id = rest.getFirst();
        if (GraphPath.word(id).equals("createuploadsession")) {
            throw GraphRefusal.notSimulated("An upload session");
        }
        if (rest.size() == 2 && rest.get(1).equals("$value")) {
            return only(scene, "GET", () -> attachments.raw(scene, item, id));
        }
        return method.equals("DELETE")
                ? attachments.delete(scene, item, id)
                : only(scene, "GET", () -> attachments.get(scene, item, id));
    }

    private static Answer only(Scene scene, String method, Supplier<Answer> operation) {
        if (!scene.call().method().equals(method)) {
            throw notAllowed();
        }
        return operation.get();
    }

    private static GraphRefusal notAllowed() {
        return new GraphRefusal(405, "ErrorInvalidRequest", "The HTTP method is not allowed on this resource.");
    }
}
