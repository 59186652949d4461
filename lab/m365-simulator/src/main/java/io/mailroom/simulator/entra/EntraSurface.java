package io.mailroom.simulator.entra;

import io.mailroom.simulator.door.Admission;
import io.mailroom.simulator.door.Surface;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.faults.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The identity platform: finds the endpoint and turns a refusal into its answer. */
@ApplicationScoped
public class EntraSurface implements Surface {
    private static final Pattern PATH = Pattern.compile("/([^/]+)/(oauth2/v2\\.0/authorize|oauth2/v2\\.0/token|login"
            + "|discovery/v2\\.0/keys|v2\\.0/\\.well-known/openid-configuration)");
    private static final Pattern NUMBERED = Pattern.compile("AADSTS(\\d+)");

    private final AuthorizeEndpoint authorize;
    private final SignIn signIn;
    private final TokenEndpoint token;
    private final Discovery discovery;
    private final ClientAuthentication clients;

    EntraSurface(
            AuthorizeEndpoint authorize,
            SignIn signIn,
            TokenEndpoint token,
            Discovery discovery,
            ClientAuthentication clients) {
        this.authorize = authorize;
        this.signIn = signIn;
        this.token = token;
        this.discovery = discovery;
        this.clients = clients;
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
        Optional<String> client =
                clients.clientId(call).or(() -> call.queryParameters().filled("client_id"));
        return new Attribution(token.mailbox(call), client);
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
                case "oauth2/v2.0/token" -> token.answer(call, tenant);
                case "login" -> signIn.answer(call, tenant);
                case "discovery/v2.0/keys" -> discovery.keys(tenant);
                default -> discovery.metadata(call, tenant);
            };
        } catch (EntraRefusal refusal) {
            return ErrorBodies.answer(call, refusal);
        }
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
