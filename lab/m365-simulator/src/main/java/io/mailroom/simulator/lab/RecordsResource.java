package io.mailroom.simulator.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.entra.Entra;
import io.mailroom.m365.entra.SecretLog;
import io.mailroom.m365.transport.SentEntry;
import io.mailroom.simulator.exchange.RecordedExchange;
import io.mailroom.simulator.exchange.RequestJournal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ground truth: what was sent, what was asked, what was issued. */
@Path("/_lab")
@RunOnVirtualThread
public class RecordsResource {
    private final M365Model model;
    private final RequestJournal requests;
    private final Entra entra;
    private final ObjectMapper json;

    RecordsResource(M365Model model, Entra entra, RequestJournal requests, ObjectMapper json) {
        this.model = model;
        this.requests = requests;
        this.entra = entra;
        this.json = json;
    }

    /** @param all also submissions that were taken back before they went out */
    @GET
    @Path("sent")
    public List<SentEntry> sent(
            @QueryParam("mailbox") @Nullable String mailbox,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("all") boolean all) {
        model.transport().runDue();
        return model.sent().all().stream()
                .filter(entry -> entry.number() > after)
                .filter(entry -> all || !entry.cancelled())
                .filter(entry -> mailbox == null || entry.mailbox().equalsIgnoreCase(mailbox))
                .toList();
    }

    @DELETE
    @Path("sent")
    public void forgetSent() {
        model.sent().clear();
    }

    @GET
    @Path("requests")
    @Produces("application/x-ndjson")
    public String requests(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("surface") @Nullable String surface,
            @QueryParam("mailbox") @Nullable String mailbox)
            throws JsonProcessingException {
        return lines(requests.all().stream()
                .filter(exchange -> exchange.number() > after)
                .filter(exchange -> surface == null || surface.equals(exchange.surface()))
                .filter(exchange -> mailbox == null || mailbox.equalsIgnoreCase(exchange.mailbox()))
                .toList());
    }

    /** Hands all of them over and forgets them, so that a long run keeps its record elsewhere. */
    @POST
    @Path("requests/drain")
    @Produces("application/x-ndjson")
    public String drain() throws JsonProcessingException {
        return lines(requests.drain());
    }

    private String lines(List<RecordedExchange> exchanges) throws JsonProcessingException {
        StringBuilder lines = new StringBuilder();
        for (RecordedExchange exchange : exchanges) {
            lines.append(json.writeValueAsString(exchange)).append('\n');
        }
        return lines.toString();
    }

    @DELETE
    @Path("requests")
    public void forgetRequests() {
        requests.clear();
    }

    @GET
    @Path("tokens")
    public List<SecretLog.Entry> tokens() {
        return entra.secrets();
    }
}
