package io.mailroom.worker.limit;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import io.mailroom.worker.testing.TestingMails;
import java.time.Instant;

/** Every call that Graph takes. */
enum Call {
    CREATE,
    ATTACH,
    SEND,
    GET,
    FIND,
    DELETE,
    DELTA;

    private static final SendKey KEY = new SendKey("0".repeat(32));
    private static final SendMail MAIL =
            TestingMails.invoice(new CommandKey("/erp", "invoice-1"), new ConnectionId("adele"));

    GraphReply<?> make(GraphMail graph, MailboxAccess access) {
        return switch (this) {
            case CREATE -> graph.createDraft(access, MAIL, KEY, Instant.EPOCH);
            case ATTACH -> graph.attach(access, "draft", file(), Instant.EPOCH);
            case SEND -> graph.send(access, "draft", Instant.EPOCH);
            case GET -> graph.get(access, "message", Instant.EPOCH);
            case FIND -> graph.findByKey(access, KEY, Instant.EPOCH);
            case DELETE -> graph.deleteDraft(access, "draft", Instant.EPOCH);
            case DELTA -> graph.delta(access, "inbox", null, 50, Instant.EPOCH);
        };
    }

    private static Attachment file() {
        return new Attachment("a.txt", "text/plain", AttachmentBytes.copyOf(new byte[1]), false, null);
    }
}
