package io.mailroom.model.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.MailHeaders;
import io.mailroom.model.event.MailReceived;

/** Writes the data of what happened without being asked for. */
public final class EventJson {
    private EventJson() {}

    public static ObjectNode data(MailReceived mail) {
        ObjectNode data = MailJson.object()
                .put("connectionId", mail.connectionId().value())
                .put("mailbox", mail.mailbox().value())
                .put("folder", mail.folder())
                .put("graphMessageId", mail.graphMessageId());
        MailHeaders headers = mail.headers();
        MailJson.putIfPresent(data, "internetMessageId", headers.internetMessageId());
        MailJson.putIfPresent(data, "conversationId", headers.conversationId());
        MailJson.putIfPresent(data, "subject", headers.subject());
        if (headers.from() != null) {
            data.set("from", CommandJson.recipient(headers.from()));
        }
        CommandJson.recipients(data, "to", headers.to());
        CommandJson.recipients(data, "cc", headers.cc());
        if (headers.recipientsLeftOut() > 0) {
            data.put("recipientsLeftOut", headers.recipientsLeftOut());
        }
        MailJson.putIfPresent(data, "receivedAt", headers.receivedAt());
        data.put("hasAttachments", mail.hasAttachments());
        MailJson.putIfPresent(data, "importance", mail.importance());
        data.put("isRead", mail.isRead());
        return data;
    }

    public static ObjectNode data(ConnectionChanged changed) {
        ObjectNode data = MailJson.object()
                .put("connectionId", changed.connectionId().value())
                .put("client", changed.client().value())
                .put("state", changed.state().name());
        ConnectionChanged.Cause cause = changed.cause();
        MailJson.putIfPresent(data, "reason", cause.reason());
        if (cause.aadsts() != null) {
            data.put("aadsts", cause.aadsts());
        }
        MailJson.putIfPresent(data, "nextStep", cause.nextStep());
        if (changed.mailbox() != null) {
            data.put("mailbox", changed.mailbox().address().value());
            data.put("tenantId", changed.mailbox().tenantId());
        }
        data.put("cloud", changed.cloud());
        MailJson.putIfPresent(data, "changedAt", changed.changedAt());
        return data;
    }
}
