package io.mailroom.simulator.entra;

import io.mailroom.m365.entra.AadError;
import io.mailroom.m365.entra.AuthorizeChecks;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.EntraRefusal;
import io.mailroom.m365.entra.Parameters;
import io.mailroom.simulator.entra.EntraPages.Notice;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import jakarta.enterprise.context.ApplicationScoped;

/** GET or POST {tenant}/oauth2/v2.0/authorize (facts A2). */
@ApplicationScoped
class AuthorizeEndpoint {
    private final Entra entra;
    private final Flows flows;
    private final SignIn signIn;

    AuthorizeEndpoint(Entra entra, Flows flows, SignIn signIn) {
        this.entra = entra;
        this.flows = flows;
        this.signIn = signIn;
    }

    Answer answer(Call call, String tenantPath) {
        Parameters parameters = call.method().equals("POST") ? call.form() : call.queryParameters();
        AuthorizeChecks checks = entra.authorize(parameters, call.baseUrl());
        AuthorizeChecks.Client client;
        try {
            client = checks.client(tenantPath);
        } catch (EntraRefusal refusal) {
            return errorPage(call, refusal.error());
        }
        try {
            return signIn.begin(call, tenantPath, flows.begin(checks.check(client)));
        } catch (EntraRefusal refusal) {
            return Replies.error(
                    call, refusal.error(), client.redirectUri(), checks.responseMode(), parameters.get("state"), "");
        }
    }

    /** Never redirected: nobody knows yet whose redirect URI that is. */
    static Answer errorPage(Call call, AadError error) {
        return EntraPages.page(
                400,
                new Notice(
                        "Sign in",
                        "Sorry, but we're having trouble signing you in.",
                        "AADSTS" + error.number(),
                        ErrorBodies.description(call, error)));
    }
}
