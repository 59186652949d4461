package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.Delegations.Delegation;
import io.mailroom.m365.directory.Tenant;
import io.mailroom.m365.entra.Entra;
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
    private final Entra entra;
    private final M365Model model;
    private final LabClock clock;
    private final MailboxViews views;

    MailboxesResource(M365Model model, Entra entra, LabClock clock, MailboxViews views) {
        this.entra = entra;
        this.model = model;
        this.clock = clock;
        this.views = views;
    }

    @GET
    public List<MailboxView> list() {
        model.transport().runDue();
        return views.all();
    }

    /** One {@code {address, displayName, tenant}} or an array of them; what exists already stays as it is. */
    @POST
    public Object create(JsonNode body) {
        if (!body.isArray()) {
            return createOne(body);
        }
        List<MailboxView> created = new ArrayList<>();
        body.forEach(order -> created.add(createOne(order)));
        return created;
    }

    /** Without a tenant, the domain of the address is the tenant's. */
    private MailboxView createOne(JsonNode order) {
        String address = order.path("address").asText("").strip();
        int at = address.indexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new IllegalArgumentException("address is missing or is not one: '" + address + "'");
        }
        Tenant tenant = model.tenants().findOrCreate(order.path("tenant").asText(address.substring(at + 1)));
        String displayName = order.path("displayName").asText(address.substring(0, at));
        Account account = model.accounts().findOrCreate(address, displayName, tenant);
        model.mailboxes().findOrCreate(account.oid());
        return views.of(account);
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
            case "disable" -> model.accounts().put(account.enabled(false));
            case "enable" -> model.accounts().put(account.enabled(true));
            case "revoke" -> model.accounts().put(account.revokedAt(clock.instant()));
            case "end-access" -> entra.vault().endAccess(account.oid(), clock.instant());
            case "withdraw-consent" -> model.consents().withdrawAll(account.oid());
            default ->
                throw new IllegalArgumentException(
                        "action must be disable, enable, revoke, end-access or withdraw-consent");
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
        model.delegations().put(delegation);
        return delegation;
    }

    /** Makes the server forget every delta token of the mailbox: the next use is answered with 410. */
    @POST
    @Path("{address}/delta/expire")
    public Map<String, Integer> expireDelta(@PathParam("address") String address) {
        return Map.of("forgotten", model.deltaStreams().forget(account(address).oid()));
    }

    private Account account(String address) {
        return model.accounts()
                .byAddress(address)
                .orElseThrow(() -> new IllegalArgumentException("no mailbox " + address));
    }
}
