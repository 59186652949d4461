package io.mailroom.simulator.entra;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Apps;
import io.mailroom.m365.directory.Tenants;
import io.mailroom.simulator.entra.EntraPages.Notice;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.exchange.Parameters;
import jakarta.enterprise.context.ApplicationScoped;

/** GET or POST {tenant}/oauth2/v2.0/authorize (facts A2). */
@ApplicationScoped
class AuthorizeEndpoint {
    private final Apps apps;
    private final Tenants tenants;
    private final Flows flows;
    private final SignIn signIn;

    AuthorizeEndpoint(M365Model model, Flows flows, SignIn signIn) {
        this.apps = model.apps();
        this.tenants = model.tenants();
        this.flows = flows;
        this.signIn = signIn;
    }

    Answer answer(Call call, String tenantPath) {
        Parameters parameters = call.method().equals("POST") ? call.form() : call.queryParameters();
        AuthorizeChecks checks = new AuthorizeChecks(call, parameters);
        String tenant;
        AppRegistration app;
        String redirectUri;
        try {
            tenant = TenantPath.normal(tenantPath, tenants);
            app = app(parameters, tenant);
            redirectUri = checks.redirectUri(app);
            TenantPath.admit(tenant, app);
        } catch (EntraRefusal refusal) {
            return errorPage(call, refusal.error());
        }
        try {
            String flow = flows.begin(checks.check(tenant, app, redirectUri));
            return signIn.begin(call, tenantPath, flow);
        } catch (EntraRefusal refusal) {
            return Replies.error(
                    call, refusal.error(), redirectUri, checks.responseMode(), parameters.get("state"), "");
        }
    }

    private AppRegistration app(Parameters parameters, String tenant) {
        String clientId = parameters.filled("client_id").orElseThrow(() -> EntraRefusal.missing("client_id"));
        return apps.find(clientId).orElseThrow(() -> TenantPath.unknownApp(clientId, tenant));
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
