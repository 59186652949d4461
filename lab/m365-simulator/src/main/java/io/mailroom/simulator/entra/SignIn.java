package io.mailroom.simulator.entra;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.entra.AadError;
import io.mailroom.m365.entra.AuthorizeRequest;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.Parameters;
import io.mailroom.m365.entra.Scopes;
import io.mailroom.m365.entra.TenantPath;
import io.mailroom.simulator.entra.EntraPages.Choice;
import io.mailroom.simulator.entra.EntraPages.Notice;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The person's part: pick an account, allow the app or not. Two forms for a browser; a program may send
 * {@code flow}, {@code account} and {@code decision} in one post, or name the account in the {@code X-Lab-Account}
 * header of the authorize request (and {@code X-Lab-Decision: cancel}) and gets the redirect at once.
 */
@ApplicationScoped
class SignIn {
    private static final int MOST_CHOICES = 8;

    private final M365Model model;
    private final Flows flows;
    private final Entra entra;

    SignIn(M365Model model, Entra entra, Flows flows) {
        this.model = model;
        this.flows = flows;
        this.entra = entra;
    }

    Answer begin(Call call, String tenantPath, String flow) {
        Optional<String> shortcut = call.header("x-lab-account");
        if (shortcut.isPresent()) {
            return go(
                    call,
                    tenantPath,
                    flow,
                    shortcut.get(),
                    call.header("x-lab-decision").orElse("approve"));
        }
        return signInPage(call, tenantPath, flow, "");
    }

    /** POST {tenant}/login: the account, the decision, or both. */
    Answer answer(Call call, String tenantPath) {
        Parameters form = call.form();
        String flow = form.filled("flow").orElse("");
        String account = form.filled("account").orElse("").strip();
        String decision = form.filled("decision").orElse("");
        if (account.isEmpty() && !decision.equals("cancel")) {
            return signInPage(call, tenantPath, flow, "Enter a valid email address.");
        }
        return go(call, tenantPath, flow, account, decision);
    }

    private Answer go(Call call, String tenantPath, String flow, String address, String decision) {
        Optional<AuthorizeRequest> found = flows.find(flow);
        if (found.isEmpty()) {
            return AuthorizeEndpoint.errorPage(call, AadError.of(70008, "This sign-in has expired. Start again."));
        }
        AuthorizeRequest request = found.get();
        if (decision.equals("cancel")) {
            flows.end(flow);
            return Replies.error(
                    call, AadError.of(65004), request.redirectUri(), request.responseMode(), request.state(), "cancel");
        }
        AppRegistration app = model.apps().find(request.clientId()).orElseThrow();
        Optional<Account> account = model.accounts().byAddress(address);
        return complaint(request, app, account, address)
                .map(text -> signInPage(call, tenantPath, flow, text))
                .orElseGet(() -> decide(tenantPath, flow, request, app, account.orElseThrow(), decision));
    }

    private static Optional<String> complaint(
            AuthorizeRequest request, AppRegistration app, Optional<Account> account, String address) {
        if (account.isEmpty()) {
            return Optional.of("This username may be incorrect. AADSTS50034: the account " + address
                    + " does not exist in the directory.");
        }
        if (account.get().disabled()) {
            return Optional.of("Your account has been locked. AADSTS50057: the user account is disabled.");
        }
        if (!TenantPath.holds(request.tenantPath(), app, account.get())) {
            return Optional.of("AADSTS50020: the account " + address
                    + " is from another tenant and cannot use this application here. Use a different account.");
        }
        return Optional.empty();
    }

    private Answer decide(
            String tenantPath,
            String flow,
            AuthorizeRequest request,
            AppRegistration app,
            Account account,
            String decision) {
        boolean known = entra.consented(request, account);
        if (!decision.equals("approve") && (!known || request.forceConsent())) {
            return consentPage(tenantPath, flow, request, app, account);
        }
        flows.end(flow);
        return Replies.code(request, entra.consent(request, account));
    }

    private Answer signInPage(Call call, String tenantPath, String flow, String complaint) {
        Optional<AuthorizeRequest> found = flows.find(flow);
        if (found.isEmpty()) {
            return EntraPages.page(
                    400,
                    new Notice("Sign in", "This sign-in has expired.", "AADSTS70008", "Start again from the app."));
        }
        AuthorizeRequest request = found.get();
        AppRegistration app = model.apps().find(request.clientId()).orElseThrow();
        String hint = call.form().filled("account").or(request::loginHint).orElse("");
        return EntraPages.page(
                200,
                new EntraPages.SignIn(
                        action(tenantPath), flow, app.displayName(), hint, choices(request, app, hint), complaint));
    }

    private List<Choice> choices(AuthorizeRequest request, AppRegistration app, String hint) {
        return model.accounts().all().stream()
                .filter(account -> TenantPath.holds(request.tenantPath(), app, account))
                .sorted(Comparator.comparing(
                                (Account account) -> !account.address().equalsIgnoreCase(hint))
                        .thenComparing(Account::address))
                .limit(MOST_CHOICES)
                .map(account -> new Choice(account.address(), account.displayName(), initials(account.displayName())))
                .toList();
    }

    private Answer consentPage(
            String tenantPath, String flow, AuthorizeRequest request, AppRegistration app, Account account) {
        return EntraPages.page(
                200,
                new EntraPages.Consent(
                        action(tenantPath),
                        flow,
                        app.displayName(),
                        model.tenants().get(app.tenant()).domain(),
                        account.address(),
                        Permissions.of(request.scopes())));
    }

    private static String action(String tenantPath) {
        return "/" + tenantPath + "/login";
    }

    private static String initials(String name) {
        StringBuilder initials = new StringBuilder();
        for (String word : Scopes.words(name)) {
            if (initials.length() < 2) {
                initials.append(word.substring(0, 1).toUpperCase(Locale.ROOT));
            }
        }
        return initials.toString();
    }
}
