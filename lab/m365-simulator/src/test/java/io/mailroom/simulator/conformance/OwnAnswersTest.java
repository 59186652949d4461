package io.mailroom.simulator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.User;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A tour through everything, and then: every recorded exchange fits Microsoft's description. */
@QuarkusTest
class OwnAnswersTest {
    @TestHTTPResource
    URL url;

    @Test
    void every_exchange_of_a_tour_fits_the_description() throws Exception {
        Driver driver = new Driver(url.toString());
        User user = driver.user();

        tour(driver, user);

        GraphDescription description = GraphDescription.load();
        List<String> departures = new ArrayList<>();
        int checked = 0;
        for (String line : driver.get("/_lab/requests?surface=graph&mailbox=" + user.address())
                .body()
                .lines()
                .toList()) {
            JsonNode exchange = new JsonMapper().readTree(line);
            for (Violation violation : description.check(Exchange.fromLine(exchange))) {
                departures.add(exchange.path("method").asText() + " "
                        + exchange.path("path").asText() + " "
                        + exchange.path("status").asInt() + ": " + violation);
            }
            checked++;
        }
        assertThat(departures).isEmpty();
        assertThat(checked).isGreaterThan(25);
    }

    private static void tour(Driver driver, User user) {
        driver.settings(Map.of("sentItemsDelayMs", 0));
        user.get("/me");
        user.get("/me?$select=id,displayName");
        String first = user.draft(user.address(), "tour-1").path("id").asText();
        String second = user.draft("bob@fabrikam.example", "tour-2", "Prefer", "IdType=\"ImmutableId\"")
                .path("id")
                .asText();
        user.patch("/me/messages/" + first, Map.of("subject", "Changed", "importance", "high"));
        String file = """
                {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt", "contentBytes": "AAEC"}""";
        String attachment =
                user.post("/me/messages/" + first + "/attachments", file).text("/id");
        user.get("/me/messages/" + first + "/attachments");
        user.get("/me/messages/" + first + "/attachments/" + attachment);
        user.get("/me/messages/" + first + "/attachments/" + attachment + "/$value");
        user.get("/me/messages/" + first + "?$expand=attachments");
        user.get("/me/messages/" + first + "?$expand="
                + Driver.encode("singleValueExtendedProperties($filter=id eq '" + Driver.KEY + "')"));
        user.send(first);
        user.action("/users/" + user.address() + "/messages/" + second + "/microsoft.graph.send");
        user.byKey("tour-1");
        user.get("/me/messages?$select=internetMessageHeaders,uniqueBody&$count=true&$top=5");
        user.get("/users/" + user.address() + "/mailFolders");
        user.get("/me/mailFolders/inbox");
        user.get("/me/mailFolders/msgfolderroot/childFolders?$top=3");
        user.post("/me/mailFolders", Map.of("displayName", "Projects"));
        JsonNode inbox = user.get("/me/mailFolders/inbox/messages").json();
        String received = inbox.at("/value/0/id").asText();
        JsonNode delta = user.get("/me/mailFolders('inbox')/messages/delta").json();
        user.post("/me/messages/" + received + "/createReply", Map.of("comment", "Thanks"));
        user.post("/me/messages/" + received + "/createReplyAll", Map.of());
        user.post(
                "/me/messages/" + received + "/createForward",
                Map.of("toRecipients", List.of(Map.of("emailAddress", Map.of("address", "eve@outside.example")))));
        user.post("/me/messages/" + received + "/copy", Map.of("destinationId", "archive"));
        user.post("/me/messages/" + received + "/move", Map.of("DestinationId", "archive"));
        user.get(delta.path("@odata.deltaLink").asText());
        user.post("/me/sendMail", Map.of("message", User.mail("eve@outside.example", "tour-3")));
        user.get("/me/messages/" + first);
        user.delete("/me/messages/" + user.folder("drafts").at("/0/id").asText());
    }
}
