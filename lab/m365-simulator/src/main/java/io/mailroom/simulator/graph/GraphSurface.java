package io.mailroom.simulator.graph;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.throttle.Throttle;
import io.mailroom.simulator.door.Admission;
import io.mailroom.simulator.door.Surface;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.faults.Fault;
import io.mailroom.simulator.graph.odata.BadQuery;
import io.mailroom.simulator.settings.LabSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Graph v1.0, mail: who calls, whose mailbox, what for; and every refusal in Graph's shape. */
@ApplicationScoped
public class GraphSurface implements Surface {
    private final M365Model model;
    private final Bearer bearer;
    private final MailRouter router;
    private final LabSettings settings;

    GraphSurface(M365Model model, Bearer bearer, MailRouter router, LabSettings settings) {
        this.model = model;
        this.bearer = bearer;
        this.router = router;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public boolean owns(String path) {
        return path.equals("/v1.0") || path.startsWith("/v1.0/");
    }

    @Override
    public Attribution attribute(Call call) {
        return bearer.grant(call)
                .map(grant -> new Attribution(
                        target(call, model.accounts().byOid(grant.oid())).map(Account::address),
                        Optional.of(grant.clientId())))
                .orElse(Attribution.NONE);
    }

    /** Whose mailbox the path means. */
    private Optional<Account> target(Call call, Optional<Account> caller) {
        List<String> segments;
        try {
            segments = GraphPath.segments(call.path());
        } catch (GraphRefusal e) {
            return Optional.empty();
        }
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        return switch (segments.getFirst().toLowerCase(Locale.ROOT)) {
            case "me" -> caller;
            case "users" -> segments.size() < 2 ? Optional.empty() : user(segments.get(1));
            default -> Optional.empty();
        };
    }

    private Optional<Account> user(String idOrAddress) {
        return model.accounts().byOid(idOrAddress).or(() -> model.accounts().byAddress(idOrAddress));
    }

    @Override
    public Admission admit(Call call, Attribution who) {
        if (who.mailbox().isEmpty() || who.clientId().isEmpty()) {
            return Admission.unlimited();
        }
        return switch (model.throttle()
                .enter(who.clientId().get(), who.mailbox().get())) {
            case Throttle.Verdict.Within(var release) -> new Admission.Admitted(release);
            case Throttle.Verdict.Over(var limit, var seconds) ->
                new Admission.Throttled(Headers.on(call, ErrorAnswers.throttled(limit, seconds)));
        };
    }

    @Override
    public Answer answer(Call call) {
        model.transport().runDue();
        Answer answer;
        try {
            answer = execute(call);
        } catch (GraphRefusal refusal) {
            answer = ErrorAnswers.of(call, refusal);
        } catch (BadQuery query) {
            answer = ErrorAnswers.of(call, GraphRefusal.query(query));
        }
        model.transport().runDue();
        return said(call, answer);
    }

    private Answer said(Call call, Answer answer) {
        Answer whole = Headers.on(call, answer);
        return settings.current().gzipAnswers() ? Packed.gzip(whole) : whole;
    }

    private Answer execute(Call call) {
        Caller caller = bearer.caller(call);
        List<String> segments = GraphPath.segments(call.path());
        if (segments.isEmpty()) {
            throw GraphRefusal.noSuchSegment("v1.0");
        }
        return switch (segments.getFirst().toLowerCase(Locale.ROOT)) {
            case "me" -> inMailbox(call, caller, caller.account(), "me", segments.subList(1, segments.size()));
            case "users" -> ofUser(call, caller, segments);
            default -> throw GraphRefusal.noSuchSegment(segments.getFirst());
        };
    }

    private Answer ofUser(Call call, Caller caller, List<String> segments) {
        if (segments.size() < 2) {
            throw new GraphRefusal(
                    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        }
        String name = segments.get(1);
        Account owner = user(name)
                .filter(it -> it.tenantId().equals(caller.account().tenantId()))
                .orElseThrow(() ->
                        new GraphRefusal(404, "ErrorInvalidUser", "The requested user '" + name + "' is invalid."));
        boolean own = owner.oid().equals(caller.account().oid());
        if (!own
                && model.delegations()
                        .find(owner.oid(), caller.account().oid())
                        .filter(it -> it.fullAccess())
                        .isEmpty()) {
            throw GraphRefusal.accessDenied();
        }
        return inMailbox(call, caller, owner, "users('" + owner.oid() + "')", segments.subList(2, segments.size()));
    }

    private Answer inMailbox(Call call, Caller caller, Account owner, String userPath, List<String> rest) {
        Mailbox mailbox = model.mailboxes()
                .find(owner.oid())
                .orElseThrow(() -> new GraphRefusal(
                        404,
                        "MailboxNotEnabledForRESTAPI",
                        "The mailbox is either inactive, soft-deleted, or is hosted on-premise."));
        GraphRequest request = new GraphRequest(call, caller, owner, mailbox, Preferences.of(call), userPath);
        return mailbox.locked(() -> router.route(request, rest));
    }

    @Override
    public Answer failure(Call call, Fault fault) {
        String code = fault.code() == null ? Failures.code(fault.status()) : fault.code();
        String message = fault.message() == null ? Failures.message(code) : fault.message();
        Answer answer = ErrorAnswers.of(call, fault.status(), code, message);
        String claims = fault.claims();
        return said(call, claims == null ? answer : answer.with("WWW-Authenticate", Failures.challenge(call, claims)));
    }
}
