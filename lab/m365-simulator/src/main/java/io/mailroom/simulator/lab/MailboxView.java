package io.mailroom.simulator.lab;

import java.util.List;
import java.util.Set;

/** A mailbox as the lab shows it. */
public record MailboxView(
        String address,
        String displayName,
        String oid,
        String tenant,
        String tenantId,
        boolean disabled,
        List<FolderView> folders,
        List<Connection> connections) {

    public record FolderView(String id, String displayName, String wellKnownName, int total, long unread) {}

    /** An app that this person has allowed to act for them. */
    public record Connection(String clientId, String app, Set<String> scopes) {}
}
