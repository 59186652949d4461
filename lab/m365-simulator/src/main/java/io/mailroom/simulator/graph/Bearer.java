package io.mailroom.simulator.graph;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.entra.AccessGrant;
import io.mailroom.m365.entra.Entra;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.exchange.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;

/** Reads the access token of a call. */
@ApplicationScoped
class Bearer {
    private final M365Model model;
    private final Entra entra;
    private final LabClock clock;

    Bearer(M365Model model, Entra entra, LabClock clock) {
        this.model = model;
        this.entra = entra;
        this.clock = clock;
    }

    Optional<AccessGrant> grant(Call call) {
        return token(call).flatMap(entra.vault()::access);
    }

    private static Optional<String> token(Call call) {
        return call.header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).strip());
    }

    Caller caller(Call call) {
        String token = token(call)
                .filter(it -> !it.isEmpty())
                .orElseThrow(() -> GraphRefusal.invalidToken("Access token is empty."));
        AccessGrant grant = entra.vault()
                .access(token)
                .orElseThrow(() -> GraphRefusal.invalidToken(
                        token.startsWith("eyJ")
                                ? "Access token validation failure. Invalid audience."
                                : "IDX14100: JWT is not well formed, there are no dots (.)."));
        if (!clock.instant().isBefore(grant.expiresAt())) {
            throw GraphRefusal.invalidToken("Lifetime validation failed, the token is expired.");
        }
        Account account = model.accounts().byOid(grant.oid()).orElseThrow(GraphRefusal::accessDenied);
        return new Caller(account, grant.clientId(), grant.scopes());
    }
}
