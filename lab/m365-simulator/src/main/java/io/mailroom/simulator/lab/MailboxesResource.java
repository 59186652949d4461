package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.delta.DeltaStreams;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.Accounts;
import io.mailroom.m365.directory.Consents;
import io.mailroom.m365.directory.Delegations;
import io.mailroom.m365.directory.Delegations.Delegation;
import io.mailroom.m365.directory.Tenants;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.TokenVault;
import io.mailroom.m365.mailbox.Mailboxes;
import io.mailroom.m365.transport.Transport;
import io.mailroom.simulator.clock.LabClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /_lab/mailboxes}: who there is, and what their administrator or they themselves can do outside of mail. */
@Path("/_lab/mailboxes")
@RunOnVirtualThread
public class MailboxesResource {
    private final Accounts accounts;
    private final Tenants tenants;
    private final Mailboxes mailboxes;
    private final Consents consents;
    private final Delegations delegations;
    private final DeltaStreams streams;
    private final TokenVault tokens;
    private final Transport transport;
    private final LabClock clock;
    private final MailboxViews views;

    MailboxesResource(M365Model model, Entra entra, LabClock clock, MailboxViews views) {
        this.accounts = model.accounts();
        this.tenants = model.tenants();
        this.mailboxes = model.mailboxes();
        this.consents = model.consents();
        this.delegations = model.delegations();
        this.streams = model.deltaStreams();
        this.tokens = entra.vault();
        this.transport = model.transport();
        this.clock = clock;
        this.views = views;
    }

    @GET
    public List<MailboxView> list() {
        transport.runDue();
        return views.all();
    }

    /** One {@code {address, displayName, tenant}} or an array of them; what exists already stays as it is. */
    @POST
    public Object create(JsonNode body) {
        if (!body.isArray()) {
            return views.of(create(MailboxOrder.read(body)));
        }
        List<MailboxView> created = new ArrayList<>();
        body.forEach(order -> created.add(views.of(create(MailboxOrder.read(order)))));
        return created;
    }

    private Account create(MailboxOrder order) {
        Account account =
                accounts.findOrCreate(order.address(), order.displayName(), tenants.findOrCreate(order.tenant()));
        mailboxes.findOrCreate(account.oid());
        return account;
    }

    /**
     * @param action disable, enable, revoke (all refresh tokens), end-access (of every access token issued so far; their
     *     refresh tokens stay good), or withdraw-consent
     */
    public record SignInOrder(String action) {}

    @POST
    @Path("{address}/sign-in")
    public MailboxView signIn(@PathParam("address") String address, SignInOrder order) {
        Account account = account(address);
        switch (order.action()) {
            case "disable" -> accounts.put(account.enabled(false));
            case "enable" -> accounts.put(account.enabled(true));
            case "revoke" -> accounts.put(account.revokedAt(clock.now()));
            case "end-access" -> tokens.endAccess(account.oid(), clock.now());
            case "withdraw-consent" -> consents.withdrawAll(account.oid());
            default -> throw new BadOrder("action must be disable, enable, revoke, end-access or withdraw-consent");
        }
        return views.of(account(address));
    }

    /** Exchange's rights of another person in this mailbox. */
    public record Rights(boolean fullAccess, boolean sendAs, boolean sendOnBehalf) {}

    @PUT
    @Path("{address}/delegates/{user}")
    public Delegation delegate(@PathParam("address") String address, @PathParam("user") String user, Rights rights) {
        Delegation delegation = new Delegation(
                account(address).oid(),
                account(user).oid(),
                rights.fullAccess(),
                rights.sendAs(),
                rights.sendOnBehalf());
        delegations.put(delegation);
        return delegation;
    }

    /** Makes the server forget every delta token of the mailbox: the next use is answered with 410. */
    @POST
    @Path("{address}/delta/expire")
    public Map<String, Integer> expireDelta(@PathParam("address") String address) {
        return Map.of("forgotten", streams.forget(account(address).oid()));
    }

    private Account account(String address) {
        return accounts.byAddress(address).orElseThrow(() -> new BadOrder("no mailbox " + address));
    }
}
