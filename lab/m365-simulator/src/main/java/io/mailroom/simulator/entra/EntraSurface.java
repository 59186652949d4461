package io.mailroom.simulator.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.entra.AadError;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.EntraRefusal;
import io.mailroom.m365.entra.TokenRequest;
import io.mailroom.simulator.door.Admission;
import io.mailroom.simulator.door.Surface;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Body;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.faults.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The identity platform: finds the endpoint and turns a refusal into its answer. */
@ApplicationScoped
public class EntraSurface implements Surface {
    private static final Pattern PATH = Pattern.compile("/([^/]+)/(oauth2/v2\\.0/authorize|oauth2/v2\\.0/token|login"
            + "|discovery/v2\\.0/keys|v2\\.0/\\.well-known/openid-configuration)");
    private static final List<String> TOKENS = List.of("access_token", "refresh_token", "id_token");
    private static final Pattern NUMBERED = Pattern.compile("AADSTS(\\d+)");

    private final AuthorizeEndpoint authorize;
    private final SignIn signIn;
    private final Entra entra;

    EntraSurface(AuthorizeEndpoint authorize, SignIn signIn, Entra entra) {
        this.authorize = authorize;
        this.signIn = signIn;
        this.entra = entra;
    }

    @Override
    public String name() {
        return "entra";
    }

    @Override
    public boolean owns(String path) {
        return PATH.matcher(path).matches();
    }

    @Override
    public Attribution attribute(Call call) {
        Optional<String> client = Entra.clientId(call.header("authorization"), call.form())
                .or(() -> call.queryParameters().filled("client_id"));
        return new Attribution(entra.account(call.form()).map(Account::address), client);
    }

    @Override
    public Admission admit(Call call, Attribution attribution) {
        return Admission.unlimited();
    }

    @Override
    public Answer answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return Answer.empty(404);
        }
        String tenant = path.group(1);
        try {
            return switch (path.group(2)) {
                case "oauth2/v2.0/authorize" -> authorize.answer(call, tenant);
                case "oauth2/v2.0/token" -> token(call, tenant);
                case "login" -> signIn.answer(call, tenant);
                case "discovery/v2.0/keys" -> Answer.of(200, "application/json", Body.of(entra.keys(tenant)));
                default -> Answer.json(200, entra.metadata(call.baseUrl(), tenant));
            };
        } catch (EntraRefusal refusal) {
            return ErrorBodies.answer(call, refusal);
        }
    }

    private Answer token(Call call, String tenant) {
        if (!call.method().equals("POST")) {
            throw EntraRefusal.of(
                    900561, "The endpoint only accepts POST requests. Received a " + call.method() + " request.");
        }
        ObjectNode reply =
                entra.token(new TokenRequest(call.baseUrl(), tenant, call.header("authorization"), call.form()));
        return Answer.json(200, reply)
                .with("Cache-Control", "no-store, no-cache")
                .with("Pragma", "no-cache")
                .withSecrets(TOKENS.stream()
                        .filter(reply::has)
                        .map(token -> reply.path(token).asText())
                        .toList());
    }

    @Override
    public Answer failure(Call call, Fault fault) {
        String code = fault.code() == null ? "temporarily_unavailable" : fault.code();
        Matcher numbered = NUMBERED.matcher(code);
        AadError error = numbered.matches()
                ? AadError.of(Integer.parseInt(numbered.group(1)))
                : new AadError(90033, code, "A transient error has occurred. Please try again.");
        String text = fault.message() == null ? error.text() : fault.message();
        return ErrorBodies.answer(
                call,
                new AadError(error.number(), error.oauthError(), text),
                fault.status(),
                Optional.ofNullable(fault.suberror()),
                Optional.ofNullable(fault.claims()));
    }
}
