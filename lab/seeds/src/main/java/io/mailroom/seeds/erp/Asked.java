package io.mailroom.seeds.erp;

import io.mailroom.model.id.CommandKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command as the backend remembers it: what it asked, and how often it published it. */
public final class Asked {
    /** What it asked for. */
    public enum Kind {
        SEND,
        SYNC,
        CANCEL,
        WRONG
    }

    private final Kind kind;
    private final CommandKey key;
    private final String mailbox;
    private final int number;
    private final @Nullable Instant sendAt;
    private final @Nullable Instant expiresAt;
    private final @Nullable CommandKey target;
    private final List<Instant> published = new ArrayList<>();
    private int gone;
    private boolean astray;
    private boolean large;
    private boolean hasty;

    Asked(
            Kind kind,
            CommandKey key,
            String mailbox,
            int number,
            @Nullable Instant sendAt,
            @Nullable Instant expiresAt,
            @Nullable CommandKey target) {
        this.kind = kind;
        this.key = key;
        this.mailbox = mailbox;
        this.number = number;
        this.sendAt = sendAt;
        this.expiresAt = expiresAt;
        this.target = target;
    }

    public Kind kind() {
        return kind;
    }

    public CommandKey key() {
        return key;
    }

    public String mailbox() {
        return mailbox;
    }

    /** Its place in the order in which commands were published. */
    public int number() {
        return number;
    }

    public @Nullable Instant sendAt() {
        return sendAt;
    }

    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable CommandKey target() {
        return target;
    }

    public List<Instant> published() {
        return List.copyOf(published);
    }

    /** Whether any of its records went to a partition where it is not at home. */
    public boolean astray() {
        return astray;
    }

    /** Whether it holds so much that not every topic has to take it. */
    public boolean large() {
        return large;
    }

    /** Whether any of its records came before a worker has to know that the topic was made anew (ADR 0030). */
    public boolean hasty() {
        return hasty;
    }

    /** How many of the records may have been deleted with their topic, unread. */
    public int gone() {
        return gone;
    }

    void deleted() {
        gone = published.size();
    }

    void grow() {
        large = true;
    }

    void published(Instant at, boolean wrongPartition, boolean early) {
        published.add(at);
        astray |= wrongPartition;
        hasty |= early;
    }
}
