package io.mailroom.auth.store;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The consents that are under way. Promises: a link opens once; a state is good for one use, whatever comes of
 * it; of link, state, nonce and cookie only hashes are stored, of the PKCE verifier only ciphertext.
 */
@Singleton
public class PendingConsents {
    static final String OF_PERSON = "client = ? and (connection_id = any (?) or lower(mailbox_hint) = any (?))";
    private static final Duration KEPT_TO_TELL_EXPIRED = Duration.ofDays(1);

    private final Database database;
    private final Clock clock;

    @Inject
    PendingConsents(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param link what opens it, once */
    @Transactional
    public void add(PendingConsent consent, OneTimeSecret link) {
        database.update(
                "delete from pending_consent where expires_at < ?",
                clock.instant().minus(KEPT_TO_TELL_EXPIRED));
        database.update(
                """
                insert into pending_consent (id, connection_id, client, cloud, authority, reconnect, mailbox_hint,
                                             shared_mailboxes, return_url, link_hash, expires_at, claims, kind)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                consent.id(),
                consent.connectionId().value(),
                consent.client().value(),
                consent.cloud(),
                consent.authority().tenant(),
                consent.reconnect(),
                consent.mailboxHint(),
                consent.sharedMailboxes().toColumn(),
                consent.returnUrl(),
                link.hash(),
                consent.expiresAt(),
                consent.claims(),
                consent.forAdmin() ? "ADMIN" : "USER");
    }

    /** Empty if it was opened before, withdrawn, or never ours. The row is locked until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<PendingConsent> lockUnopened(OneTimeSecret link) {
        return database.first(
                PendingConsent::of,
                "select * from pending_consent where link_hash = ? and state_hash is null for update",
                link.hash());
    }

    /** From now on the link opens no more, and this state brings the consent back. */
    public void markOpened(String id, OneTimeSecret state, PendingConsent.Opened opened, Instant expiresAt) {
        database.update(
                """
                update pending_consent
                   set state_hash = ?, browser_hash = ?, nonce_hash = ?, key_id = ?, salt = ?, verifier = ?,
                       expires_at = ?
                 where id = ?
                """,
                state.hash(),
                opened.browserHash(),
                opened.nonceHash(),
                opened.verifier().keyId(),
                opened.verifier().salt(),
                opened.verifier().text(),
                expiresAt,
                id);
    }

    /** Takes the row away with its state: a second use, by whomever, finds nothing. */
    public Optional<PendingConsent> consume(OneTimeSecret state) {
        return database.first(
                PendingConsent::of, "delete from pending_consent where state_hash = ? returning *", state.hash());
    }

    /** @return how many there were of this connection */
    public long withdraw(ClientName client, ConnectionId id) {
        return database.update(
                "delete from pending_consent where client = ? and connection_id = ?", client.value(), id.value());
    }

    /** @param addresses in lower case */
    public List<PendingConsent> ofPerson(ClientName client, Set<String> ids, Set<String> addresses) {
        return database.query(
                PendingConsent::of, "select * from pending_consent where " + OF_PERSON, client.value(), ids, addresses);
    }

    /** @return how many of {@link #ofPerson} there were */
    public long erase(ClientName client, Set<String> ids, Set<String> addresses) {
        return database.update("delete from pending_consent where " + OF_PERSON, client.value(), ids, addresses);
    }
}
