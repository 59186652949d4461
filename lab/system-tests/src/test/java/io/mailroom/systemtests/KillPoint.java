package io.mailroom.systemtests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.wire.MailJson;
import java.time.Duration;
import java.util.Locale;

/** Where a send command stands when its worker is killed: inside a call that the simulator holds back. */
enum KillPoint {
    DRAFT_ASKED_FOR("POST", "/messages$", false),
    DRAFT_MADE_BUT_NOT_HEARD_OF("POST", "/messages$", true),
    ATTACHMENT_ASKED_FOR("POST", "/attachments$", false),
    SEND_ASKED_FOR("POST", "/send$", false),
    SENT_BUT_NOT_HEARD_OF("POST", "/send$", true),
    SENT_ITEM_LOOKED_FOR("GET", "/messages", false);

    /** Longer than a worker lives once it has come here; a call held back before it is carried out is so afterwards. */
    static final Duration HELD = Duration.ofSeconds(6);

    private final String method;
    private final String path;
    private final boolean carriedOut;

    KillPoint(String method, String path, boolean carriedOut) {
        this.method = method;
        this.path = path;
        this.carriedOut = carriedOut;
    }

    String address() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + "@contoso.example";
    }

    String command() {
        return "killed-" + name();
    }

    ObjectNode match(String mailbox) {
        return call(method, path, mailbox);
    }

    static ObjectNode call(String method, String path, String mailbox) {
        return MailJson.object().put("method", method).put("pathRegex", path).put("mailbox", mailbox);
    }

    ObjectNode fault() {
        return held(HELD).put("executeAnyway", carriedOut);
    }

    /** It is carried out after that time. */
    static ObjectNode held(Duration time) {
        return MailJson.object().put("delayMs", time.toMillis());
    }

    /** Two files of which the second cannot travel inside the draft's request. */
    Attachment[] files() {
        return this == ATTACHMENT_ASKED_FOR ? new Attachment[] {file("one.bin"), file("two.bin")} : new Attachment[0];
    }

    private static Attachment file(String name) {
        return new Attachment(
                name, "application/octet-stream", AttachmentBytes.copyOf(new byte[1_900_000]), false, null);
    }
}
