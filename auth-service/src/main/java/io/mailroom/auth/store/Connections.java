package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections. Each method is one short transaction; none waits for anything but PostgreSQL. A change of state and
 * its event are written together. A refresh replaces a grant only if it used the version that stands; a new consent of the
 * same person replaces whatever stands.
 */
@ApplicationScoped
public class Connections {
    private static final String LIVE_PERSON =
            "client = ?1 and cloud = ?2 and tenantId = ?3 and userId = ?4 and state <> ?5";

    private final Rows rows;
    private final StateChanges changes;
    private final TokenCipher cipher;
    private final Clock clock;

    @Inject
    Connections(Rows rows, StateChanges changes, TokenCipher cipher, Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Empty also for a connection of another client: the two must look the same. */
    @Transactional
    public Optional<StoredConnection> find(ClientName client, ConnectionId id) {
        return rows.find("id = ?1 and client = ?2", id.value(), client.value())
                .firstResultOptional()
                .map(StoredConnection::of);
    }

    /** The client's connections, oldest first; at most 1,000. */
    @Transactional
    public List<StoredConnection> list(ClientName client) {
        return rows.find("client = ?1 order by createdAt, id", client.value()).page(0, 1000).stream()
                .map(StoredConnection::of)
                .toList();
    }

    /** Keyed by client, cloud, tenant and person, never by address. */
    @Transactional
    public SaveOutcome save(NewGrant grant) {
        Instant now = changes.now();
        ConnectionRow row = grant.reconnect() ? lockById(grant.connectionId()) : lockByPerson(grant);
        if (row == null) {
            if (grant.reconnect()) {
                return new SaveOutcome.Gone();
            }
            row = new ConnectionRow(grant.connectionId().value(), grant, now);
            fill(row, grant);
            rows.persistAndFlush(row);
        } else if (row.state == ConnectionState.DISCONNECTED) {
            return new SaveOutcome.Gone();
        } else if (!samePerson(row, grant)) {
            return new SaveOutcome.WrongAccount();
        } else {
            fill(row, grant);
        }
        changes.apply(row, ConnectionState.CONNECTED, null, null);
        return new SaveOutcome.Stored(new ConnectionId(row.id));
    }

    private @Nullable ConnectionRow lockById(ConnectionId id) {
        return rows.findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    private @Nullable ConnectionRow lockByPerson(NewGrant grant) {
        return rows.find(
                        LIVE_PERSON,
                        grant.client().value(),
                        grant.cloud(),
                        grant.tenantId(),
                        grant.userId(),
                        ConnectionState.DISCONNECTED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    private static boolean samePerson(ConnectionRow row, NewGrant grant) {
        return row.client.equals(grant.client().value())
                && row.cloud.equals(grant.cloud())
                && row.tenantId.equals(grant.tenantId())
                && row.userId.equals(grant.userId());
    }

    private void fill(ConnectionRow row, NewGrant grant) {
        row.appId = grant.appId();
        row.mailbox = grant.mailbox().value();
        row.displayName = grant.displayName();
        row.sharedMailboxes = grant.sharedMailboxes().toColumn();
        put(
                row,
                cipher.encrypt(
                        new ConnectionId(row.id), grant.refreshToken(), grant.accessToken(), grant.accessExpiresAt()));
    }

    private void put(ConnectionRow row, EncryptedGrant grant) {
        row.keyId = grant.keyId();
        row.salt = grant.salt();
        row.refreshToken = grant.refreshToken();
        row.accessToken = grant.accessToken();
        row.accessExpiresAt = grant.accessExpiresAt();
        row.grantVersion++;
        row.refreshedAt = clock.instant();
        row.refreshOwner = null;
        row.refreshUntil = null;
        row.retryAt = null;
        row.failures = 0;
        row.claims = null;
    }

    /**
     * Stores what a refresh brought and lets go of the refresh lock.
     *
     * @param readVersion the version whose refresh token was used
     * @param cause why it was asked for
     * @return false if another grant stands there by now, or none; nothing was changed then
     */
    @Transactional
    public boolean replaceRotated(ConnectionId id, long readVersion, EncryptedGrant grant, RefreshCause cause) {
        ConnectionRow row = lockById(id);
        if (row == null || row.grantVersion != readVersion || row.keyId == null) {
            return false;
        }
        put(row, grant);
        if (cause == RefreshCause.REFUSED) {
            row.renewedAt = clock.instant();
        }
        if (row.state != ConnectionState.CONNECTED) {
            changes.apply(row, ConnectionState.CONNECTED, null, null);
        }
        return true;
    }

    /**
     * Declares that the grant of this version does not work. A state that stands already is not announced again.
     *
     * @param retryAt when it is worth another try without the user; null for never
     * @param claims what the next sign-in must be asked for; null for nothing
     * @return false if another grant stands there by now, or the connection was ended; nothing was changed then
     */
    @Transactional
    public boolean markUnusable(
            ConnectionId id,
            long readVersion,
            ConnectionState state,
            String reason,
            @Nullable Integer aadsts,
            @Nullable Instant retryAt,
            @Nullable String claims) {
        ConnectionRow row = lockById(id);
        if (row == null || row.grantVersion != readVersion || row.state == ConnectionState.DISCONNECTED) {
            return false;
        }
        row.refreshOwner = null;
        row.refreshUntil = null;
        row.retryAt = retryAt;
        row.claims = claims;
        if (row.state != state || !Objects.equals(row.aadsts, aadsts)) {
            changes.apply(row, state, reason, aadsts);
        }
        return true;
    }

    /** An administrator has acted: what waited for that is worth a try at once. */
    @Transactional
    public void retryNow(ClientName client, ConnectionId id) {
        rows.update(
                "retryAt = null where id = ?1 and client = ?2 and state = ?3",
                id.value(),
                client.value(),
                ConnectionState.NEEDS_ADMIN);
    }

    /**
     * Destroys the ciphertext and its salt at once; the tombstone stays. A second time changes nothing.
     *
     * @return false if this client has no such connection
     */
    @Transactional
    public boolean purge(ClientName client, ConnectionId id) {
        ConnectionRow row = lockById(id);
        if (row == null || !row.client.equals(client.value())) {
            return false;
        }
        if (row.state != ConnectionState.DISCONNECTED) {
            destroyGrant(row);
            changes.apply(row, ConnectionState.DISCONNECTED, null, null);
        }
        return true;
    }

    /** All connections of one person to this client, ended ones too. */
    @Transactional
    public List<StoredConnection> ofPerson(ClientName client, MailboxAddress mailbox) {
        return rows.find("client = ?1 and lower(mailbox) = lower(?2)", client.value(), mailbox.value()).stream()
                .map(StoredConnection::of)
                .toList();
    }

    /** All connections to this client of the person whose connection this is, ended ones too. */
    @Transactional
    public List<StoredConnection> ofPersonOf(ClientName client, ConnectionId id) {
        StoredConnection one = find(client, id).orElse(null);
        if (one == null) {
            return List.of();
        }
        return rows
                .find(
                        "client = ?1 and cloud = ?2 and tenantId = ?3 and userId = ?4",
                        client.value(),
                        one.cloud(),
                        one.tenantId(),
                        one.userId())
                .stream()
                .map(StoredConnection::of)
                .toList();
    }

    /**
     * Takes the row away with its ciphertext and salt, and the events about it that were not published; a last event says
     * that it ended, and names nobody. A refresh that is under way finds no row to replace.
     */
    @Transactional
    public Erased erase(ClientName client, ConnectionId id) {
        ConnectionRow row = lockById(id);
        if (row == null || !row.client.equals(client.value())) {
            return Erased.NOTHING;
        }
        boolean grant = row.keyId != null;
        rows.delete(row);
        return new Erased(1, grant ? 1 : 0, changes.recordErased(row));
    }

    private static void destroyGrant(ConnectionRow row) {
        row.keyId = null;
        row.salt = null;
        row.refreshToken = null;
        row.accessToken = null;
        row.accessExpiresAt = null;
        row.refreshOwner = null;
        row.refreshUntil = null;
        row.grantVersion++;
    }

    /** The rows, as Panache knows them. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<ConnectionRow, String> {}
}
