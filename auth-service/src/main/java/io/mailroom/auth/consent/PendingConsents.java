package io.mailroom.auth.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.mailroom.auth.crypt.EncryptedVerifier;
import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.auth.entra.Authority;
import io.mailroom.auth.entra.AuthorizeRequest;
import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.entra.EntraClient;
import io.mailroom.auth.store.SharedMailboxes;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The consents that are under way. Promises: a link opens once; a state is good for one use, whatever comes of
 * it; of link, state, nonce and cookie only hashes are stored, of the PKCE verifier only ciphertext.
 */
@ApplicationScoped
public class PendingConsents {
    private static final Duration KEPT_TO_TELL_EXPIRED = Duration.ofDays(1);

    private static final String OF_PERSON = "client = ?1 and (connectionId in ?2 or lower(mailboxHint) in ?3)";

    private final Rows rows;
    private final RefusedConsents refusals;
    private final ConsentConfig config;
    private final Clouds clouds;
    private final EntraClient entra;
    private final TokenCipher cipher;
    private final Clock clock;

    @Inject
    PendingConsents(
            Rows rows,
            RefusedConsents refusals,
            ConsentConfig config,
            Clouds clouds,
            EntraClient entra,
            TokenCipher cipher,
            Clock clock) {
        this.rows = rows;
        this.refusals = refusals;
        this.config = config;
        this.clouds = clouds;
        this.entra = entra;
        this.cipher = cipher;
        this.clock = clock;
    }

    @Transactional
    void add(ConsentRow row) {
        rows.delete("expiresAt < ?1", clock.instant().minus(KEPT_TO_TELL_EXPIRED));
        rows.persist(row);
    }

    /** @param browser the cookie's secret; the same one for all tabs, so that two links can be opened side by side */
    @Transactional
    LinkOpened open(OneTimeSecret link, OneTimeSecret browser) {
        Instant now = clock.instant();
        ConsentRow row = rows.find("linkHash = ?1 and stateHash is null", link.hash())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
        if (row == null) {
            return new LinkOpened.Spent();
        }
        if (row.expiresAt.isBefore(now)) {
            return new LinkOpened.Expired();
        }
        row.browserHash = browser.hash();
        row.expiresAt = now.plus(config.connect().stateLife());
        return new LinkOpened.Redirect(
                row.kind == ConsentRow.Kind.ADMIN ? adminConsentUri(row) : authorizeUri(row), browser);
    }

    private URI authorizeUri(ConsentRow row) {
        OneTimeSecret verifier = OneTimeSecret.random();
        OneTimeSecret nonce = OneTimeSecret.random();
        OneTimeSecret state = newState(row, nonce, verifier);
        AuthorizeRequest request = new AuthorizeRequest(
                clouds.named(row.cloud),
                new Authority(row.authority),
                SharedMailboxes.ofColumn(row.sharedMailboxes).any(),
                state,
                nonce,
                verifier.hash(),
                row.mailboxHint,
                row.claims);
        return entra.authorizeUri(request, redirectUri());
    }

    private URI adminConsentUri(ConsentRow row) {
        return entra.adminConsentUri(
                clouds.named(row.cloud),
                new Authority(row.authority),
                SharedMailboxes.ofColumn(row.sharedMailboxes).any(),
                newState(row, OneTimeSecret.random(), OneTimeSecret.random()),
                redirectUri());
    }

    private OneTimeSecret newState(ConsentRow row, OneTimeSecret nonce, OneTimeSecret verifier) {
        OneTimeSecret state = OneTimeSecret.random();
        EncryptedVerifier encrypted = cipher.encrypt(row.id, verifier);
        row.stateHash = state.hash();
        row.nonceHash = nonce.hash();
        row.keyId = encrypted.keyId();
        row.salt = encrypted.salt();
        row.verifier = encrypted.verifier();
        return state;
    }

    /** Takes the row away with its state: a second use, by whomever, finds nothing. */
    @Transactional
    public Optional<PendingConsent> consume(OneTimeSecret state) {
        ConsentRow row = rows.find("stateHash", state.hash())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
        if (row == null) {
            return Optional.empty();
        }
        rows.delete(row);
        return Optional.of(PendingConsent.of(row));
    }

    /** @return how many consents of this connection were under way */
    @Transactional
    public long withdraw(ClientName client, ConnectionId id) {
        String ofConnection = "client = ?1 and connectionId = ?2";
        return rows.delete(ofConnection, client.value(), id.value())
                + refusals.delete(ofConnection, client.value(), id.value());
    }

    /** Consents of these connections or for these addresses, and first consents that were refused. */
    @Transactional
    public long erase(ClientName client, Set<String> ids, Set<String> addresses) {
        Set<String> lower = lower(addresses);
        return rows.delete(OF_PERSON, client.value(), some(ids), some(lower))
                + refusals.delete(OF_PERSON, client.value(), some(ids), some(lower));
    }

    @Transactional
    public ArrayNode export(ClientName client, Set<String> ids, Set<String> addresses) {
        Set<String> lower = lower(addresses);
        ArrayNode all = MailJson.object().arrayNode();
        rows.find(OF_PERSON, client.value(), some(ids), some(lower)).stream()
                .forEach(row -> all.addObject()
                        .put("connectionId", row.connectionId)
                        .put("mailboxHint", row.mailboxHint)
                        .put("sharedMailboxes", row.sharedMailboxes)
                        .put("returnUrl", row.returnUrl)
                        .put("expiresAt", row.expiresAt.toString()));
        refusals.find(OF_PERSON, client.value(), some(ids), some(lower)).stream()
                .forEach(row -> all.addObject()
                        .put("connectionId", row.connectionId)
                        .put("mailboxHint", row.mailboxHint)
                        .put("refusedAt", row.refusedAt.toString()));
        return all;
    }

    private static Set<String> lower(Set<String> addresses) {
        return addresses.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** An empty list is no SQL; no id and no address is empty text. */
    private static Set<String> some(Set<String> values) {
        return values.isEmpty() ? Set.of("") : values;
    }

    public URI redirectUri() {
        return PublicUrl.under(config.publicUrl(), "callback");
    }

    /** The rows, as Panache knows them. */
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<ConsentRow, String> {}
}
