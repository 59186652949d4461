package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.simulator.clock.LabClock;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mail in a mailbox, seen and touched from behind: by its user, or arriving from outside. */
@Path("/_lab/mailboxes/{address}")
@RunOnVirtualThread
public class MessagesResource {
    private final M365Model model;
    private final LabClock clock;

    MessagesResource(M365Model model, LabClock clock) {
        this.model = model;
        this.clock = clock;
    }

    private record Place(Account account, Mailbox mailbox) {}

    private Place place(String address) {
        Account account = model.accounts()
                .byAddress(address)
                .orElseThrow(() -> new IllegalArgumentException("no mailbox " + address));
        return new Place(account, model.mailboxes().findOrCreate(account.oid()));
    }

    /** A Graph message, or the short form of {@link IncomingMail}. */
    @POST
    @Path("incoming")
    @Consumes("application/json")
    public ObjectNode arrive(@PathParam("address") String address, ObjectNode message) {
        Place place = place(address);
        return place.mailbox()
                .locked(() -> ItemViews.full(
                        IncomingMail.deliver(place.mailbox(), place.account(), message, clock.instant())));
    }

    @POST
    @Path("incoming")
    @Consumes("message/rfc822")
    public ObjectNode arriveRaw(@PathParam("address") String address, byte[] mime) {
        return arrive(address, MimeMail.read(mime));
    }

    /** Newest first; {@code summary} leaves bodies and attachments out. */
    @GET
    @Path("messages")
    public List<ObjectNode> messages(
            @PathParam("address") String address,
            @QueryParam("folder") @Nullable String folder,
            @QueryParam("top") @DefaultValue("100000") int top,
            @QueryParam("summary") boolean summary) {
        model.transport().runDue();
        Mailbox mailbox = place(address).mailbox();
        return mailbox.locked(() ->
                mailbox
                        .items(Optional.ofNullable(folder)
                                .map(it -> folder(mailbox, it).id()))
                        .stream()
                        .limit(top)
                        .map(item -> summary ? ItemViews.summary(item) : ItemViews.full(item))
                        .toList());
    }

    private static Folder folder(Mailbox mailbox, String idOrName) {
        return mailbox.folder(idOrName).orElseThrow(() -> new IllegalArgumentException("no folder " + idOrName));
    }

    @GET
    @Path("messages/{id}")
    public ObjectNode message(@PathParam("address") String address, @PathParam("id") String id) {
        model.transport().runDue();
        Mailbox mailbox = place(address).mailbox();
        return mailbox.locked(() -> ItemViews.full(item(mailbox, id)));
    }

    /** The user deletes a message, as Outlook would. */
    @DELETE
    @Path("messages/{id}")
    public void delete(@PathParam("address") String address, @PathParam("id") String id) {
        model.transport().runDue();
        Mailbox mailbox = place(address).mailbox();
        mailbox.locked(() -> {
            model.transport().delete(mailbox, item(mailbox, id));
            return id;
        });
    }

    /** The user marks a message ({@code {"isRead": true}}) or files it ({@code {"folder": "archive"}}). */
    @PATCH
    @Path("messages/{id}")
    public ObjectNode touch(@PathParam("address") String address, @PathParam("id") String id, JsonNode change) {
        Mailbox mailbox = place(address).mailbox();
        return mailbox.locked(() -> {
            Item item = item(mailbox, id);
            if (change.has("isRead")) {
                ObjectNode properties = item.properties().deepCopy();
                item = mailbox.replace(
                        item.withProperties(
                                properties.put("isRead", change.path("isRead").asBoolean())),
                        clock.instant());
            }
            if (change.has("folder")) {
                item = mailbox.move(
                        item, folder(mailbox, change.path("folder").asText()).id(), clock.instant());
            }
            return ItemViews.full(item);
        });
    }

    private Item item(Mailbox mailbox, String id) {
        return mailbox.find(id, clock.instant()).orElseThrow(() -> new IllegalArgumentException("no message " + id));
    }
}
