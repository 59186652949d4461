package io.mailroom.simulator.graph;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.Delegations.Delegation;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.transport.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** As whom a person may send (facts B3). */
@ApplicationScoped
class SenderRights {
    private final M365Model model;

    SenderRights(M365Model model) {
        this.model = model;
    }

    /** Who the mail is from: the address the draft names, else the mailbox's owner. */
    Account sender(GraphRequest request, Item item) {
        String named = Recipients.from(item.properties());
        Account from = named.isEmpty()
                ? request.owner()
                : model.accounts().byAddress(named).orElseThrow(SenderRights::denied);
        if (from.oid().equals(request.caller().account().oid())) {
            return from;
        }
        Optional<Delegation> right = right(request, from);
        boolean scoped = request.caller().scopes().contains("Mail.Send.Shared");
        if (!scoped || right.filter(it -> it.sendAs() || it.sendOnBehalf()).isEmpty()) {
            throw denied();
        }
        return from;
    }

    /** True if the mail shows no trace of who sent it on behalf. */
    boolean sendsAs(GraphRequest request, Account from) {
        return from.oid().equals(request.caller().account().oid())
                || right(request, from).map(Delegation::sendAs).orElse(false);
    }

    private Optional<Delegation> right(GraphRequest request, Account from) {
        return model.delegations().find(from.oid(), request.caller().account().oid());
    }

    private static GraphRefusal denied() {
        return new GraphRefusal(
                403,
                "ErrorSendAsDenied",
                "The user account which was used to submit this request does not have the right to send mail on behalf"
                        + " of the specified sending account., Cannot submit message.");
    }
}
