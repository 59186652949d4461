package io.mailroom.auth.store;

import io.mailroom.auth.crypt.EncryptedGrant;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
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
@Singleton
public class Connections {
    private static final String ONE = "select * from connection where id = ?";

    private final Database database;
    private final StateChanges changes;
    private final TokenCipher cipher;
    private final Clock clock;

    @Inject
    Connections(Database database, StateChanges changes, TokenCipher cipher, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Empty also for a connection of another client: the two must look the same. */
    public Optional<StoredConnection> find(ClientName client, ConnectionId id) {
        return database.first(StoredConnection::of, ONE + " and client = ?", id.value(), client.value());
    }

    /** The client's connections, oldest first; at most 1,000. */
    public List<StoredConnection> list(ClientName client) {
        return database.query(
                StoredConnection::of,
                "select * from connection where client = ? order by created_at, id limit 1000",
                client.value());
    }

    /** Keyed by client, cloud, tenant and person, never by address. */
    @Transactional
    public SaveOutcome save(NewGrant grant) {
        StoredConnection found = grant.reconnect() ? lock(grant.connectionId()).orElse(null) : lockOrInsert(grant);
        if (found == null || found.state() == ConnectionState.DISCONNECTED) {
            return new SaveOutcome.Gone();
        }
        if (!samePerson(found, grant)) {
            return new SaveOutcome.WrongAccount();
        }
        database.update(
                "update connection set app_id = ?, mailbox = ?, display_name = ?, shared_mailboxes = ? where id = ?",
                grant.appId(),
                grant.mailbox().value(),
                grant.displayName(),
                grant.sharedMailboxes().toColumn(),
                found.id().value());
        put(found.id(), cipher.encrypt(found.id(), grant.refreshToken(), grant.accessToken(), grant.accessExpiresAt()));
        changes.apply(found.id(), ConnectionState.CONNECTED, null, null);
        return new SaveOutcome.Stored(found.id());
    }

    private Optional<StoredConnection> lock(ConnectionId id) {
        return database.first(StoredConnection::of, ONE + " for update", id.value());
    }

    /** Again if the same person in two tabs was first, and then ended what they had made. */
    private StoredConnection lockOrInsert(NewGrant grant) {
        Optional<StoredConnection> found = lockOfPerson(grant);
        while (found.isEmpty()) {
            insert(grant);
            found = lockOfPerson(grant);
        }
        return found.get();
    }

    private Optional<StoredConnection> lockOfPerson(NewGrant grant) {
        return database.first(
                StoredConnection::of,
                "select * from connection where client = ? and cloud = ? and tenant_id = ? and user_id = ?"
                        + " and state <> 'DISCONNECTED' for update",
                grant.client().value(),
                grant.cloud(),
                grant.tenantId(),
                grant.userId());
    }

    private void insert(NewGrant grant) {
        Instant now = changes.now();
        database.update(
                """
                insert into connection (id, client, cloud, app_id, tenant_id, user_id, mailbox, state, grant_version,
                                        created_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, 'CONNECTED', 0, ?, ?)
                on conflict (client, cloud, tenant_id, user_id) where state <> 'DISCONNECTED' do nothing
                """,
                grant.connectionId().value(),
                grant.client().value(),
                grant.cloud(),
                grant.appId(),
                grant.tenantId(),
                grant.userId(),
                grant.mailbox().value(),
                now,
                now);
    }

    private static boolean samePerson(StoredConnection found, NewGrant grant) {
        return found.client().equals(grant.client())
                && found.cloud().equals(grant.cloud())
                && found.tenantId().equals(grant.tenantId())
                && found.userId().equals(grant.userId());
    }

    private void put(ConnectionId id, EncryptedGrant grant) {
        database.update(
                """
                update connection
                   set key_id = ?, salt = ?, refresh_token = ?, access_token = ?, access_expires_at = ?,
                       grant_version = grant_version + 1, refreshed_at = ?, refresh_owner = null, refresh_until = null,
                       retry_at = null, setbacks = 0, claims = null
                 where id = ?
                """,
                grant.keyId(),
                grant.salt(),
                grant.refreshToken(),
                grant.accessToken(),
                grant.accessExpiresAt(),
                clock.instant(),
                id.value());
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
        StoredConnection found = lock(id).orElse(null);
        if (found == null || found.grantVersion() != readVersion || found.grant() == null) {
            return false;
        }
        put(id, grant);
        if (cause == RefreshCause.REFUSED) {
            database.update("update connection set renewed_at = ? where id = ?", clock.instant(), id.value());
        }
        if (found.state() != ConnectionState.CONNECTED) {
            changes.apply(id, ConnectionState.CONNECTED, null, null);
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
        StoredConnection found = lock(id).orElse(null);
        if (found == null || found.grantVersion() != readVersion || found.state() == ConnectionState.DISCONNECTED) {
            return false;
        }
        database.update(
                "update connection set refresh_owner = null, refresh_until = null, retry_at = ?, claims = ? where id = ?",
                retryAt,
                claims,
                id.value());
        if (found.state() != state || !Objects.equals(found.aadsts(), aadsts)) {
            changes.apply(id, state, reason, aadsts);
        }
        return true;
    }

    /** An administrator has acted: what waited for that is worth a try at once. */
    public void retryNow(ClientName client, ConnectionId id) {
        database.update(
                "update connection set retry_at = null where id = ? and client = ? and state = 'NEEDS_ADMIN'",
                id.value(),
                client.value());
    }

    /**
     * Destroys the ciphertext and its salt at once; the tombstone stays. A second time changes nothing.
     *
     * @return false if this client has no such connection
     */
    @Transactional
    public boolean purge(ClientName client, ConnectionId id) {
        StoredConnection found = lock(id).orElse(null);
        if (found == null || !found.client().equals(client)) {
            return false;
        }
        if (found.state() != ConnectionState.DISCONNECTED) {
            database.update("""
                    update connection
                       set key_id = null, salt = null, refresh_token = null, access_token = null,
                           access_expires_at = null, refresh_owner = null, refresh_until = null,
                           grant_version = grant_version + 1
                     where id = ?
                    """, id.value());
            changes.apply(id, ConnectionState.DISCONNECTED, null, null);
        }
        return true;
    }

    /** All connections of one person to this client, ended ones too. */
    public List<StoredConnection> ofPerson(ClientName client, MailboxAddress mailbox) {
        return database.query(
                StoredConnection::of,
                "select * from connection where client = ? and lower(mailbox) = lower(?)",
                client.value(),
                mailbox.value());
    }

    /** All connections to this client of the person whose connection this is, ended ones too. */
    public List<StoredConnection> ofPersonOf(ClientName client, ConnectionId id) {
        return database.query(StoredConnection::of, """
                select theirs.* from connection theirs
                  join connection this using (client, cloud, tenant_id, user_id)
                 where this.client = ? and this.id = ?
                """, client.value(), id.value());
    }

    /**
     * Takes the row away with its ciphertext and salt, and the events about it that were not published; a last event says
     * that it ended, and names nobody. A refresh that is under way finds no row to replace.
     */
    @Transactional
    public Erased erase(ClientName client, ConnectionId id) {
        StoredConnection found = lock(id).orElse(null);
        if (found == null || !found.client().equals(client)) {
            return Erased.NOTHING;
        }
        database.update("delete from connection where id = ?", id.value());
        return new Erased(1, found.grant() == null ? 0 : 1, changes.recordErased(found));
    }
}
