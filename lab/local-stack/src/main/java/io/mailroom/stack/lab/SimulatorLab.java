package io.mailroom.stack.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.http.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** The simulator's {@code /_lab}: what only a laboratory can do, and what really happened. */
public final class SimulatorLab {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final String base;

    /** @param base the address of {@code /_lab} */
    public SimulatorLab(String base) {
        this.base = base;
    }

    /** Registers an application, or replaces its registration. */
    public void putApp(String clientId, ObjectNode registration) {
        call("PUT", "/apps/" + clientId, registration.toString());
    }

    /** Makes a mailbox; one that is there stays. An unknown domain becomes a tenant. */
    public void mailbox(String address, String displayName) {
        String tenant = address.substring(address.indexOf('@') + 1);
        ObjectNode body = JSON.createObjectNode()
                .put("address", address)
                .put("displayName", displayName)
                .put("tenant", tenant);
        call("POST", "/mailboxes", body.toString());
    }

    /** A mail arrives from outside. */
    public void incoming(String address, ObjectNode message) {
        call("POST", "/mailboxes/" + Http.encoded(address) + "/incoming", message.toString());
    }

    /** Revokes all refresh tokens of the user. */
    public void revoke(String address) {
        signIn(address, "revoke");
    }

    /** Has Graph refuse every access token of the user that was issued so far; what is refreshed is good. */
    public void endAccess(String address) {
        signIn(address, "end-access");
    }

    private void signIn(String address, String action) {
        String order = JSON.createObjectNode().put("action", action).toString();
        call("POST", "/mailboxes/" + Http.encoded(address) + "/sign-in", order);
    }

    /** Every submission that Exchange would deliver. */
    public JsonNode sent() {
        return call("GET", "/sent", "");
    }

    /** The same of one mailbox, for a record too long for one answer. */
    public JsonNode sent(String mailbox) {
        return call("GET", "/sent?mailbox=" + Http.encoded(mailbox), "");
    }

    public JsonNode messages(String address, String folder) {
        return call("GET", "/mailboxes/" + Http.encoded(address) + "/messages?folder=" + Http.encoded(folder), "");
    }

    /**
     * Orders a fault.
     *
     * @param times how often it strikes
     * @return its id
     */
    public String fault(ObjectNode match, ObjectNode fault, int times) {
        ObjectNode order = JSON.createObjectNode().put("times", times);
        order.set("match", match);
        order.set("fault", fault);
        return call("POST", "/faults", order.toString()).required("id").asText();
    }

    /** How many requests a fault has struck, also those that still hang in it. */
    public int hits(String fault) {
        for (JsonNode standing : call("GET", "/faults", "")) {
            if (standing.path("id").asText().equals(fault)) {
                return standing.path("hits").asInt();
            }
        }
        throw new StackFailure("The simulator knows no fault " + fault + ".");
    }

    /** Changes the settings that are named; the others stay. */
    public void change(ObjectNode settings) {
        call("PUT", "/settings", settings.toString());
    }

    /** Back to the settings that a simulator starts with. */
    public void resetSettings() {
        call("DELETE", "/settings", "");
    }

    /** The user deletes a message. */
    public void delete(String address, String messageId) {
        call("DELETE", "/mailboxes/" + Http.encoded(address) + "/messages/" + Http.encoded(messageId), "");
    }

    /** Takes one order back. */
    public void removeFault(String fault) {
        call("DELETE", "/faults/" + fault, "");
    }

    public void clearFaults() {
        call("DELETE", "/faults", "");
    }

    /** Every code, token and secret ever issued or accepted, in clear. */
    public JsonNode tokens() {
        return call("GET", "/tokens", "");
    }

    /** Each exchange with Graph so far, one JSON object a line. */
    public List<JsonNode> graphRequests() {
        return text("GET", "/requests?surface=graph", "")
                .lines()
                .map(SimulatorLab::json)
                .toList();
    }

    /** Each exchange that was not handed over before, one JSON object a line; the simulator forgets them. */
    public String drainRequests() {
        return text("POST", "/requests/drain", "");
    }

    /** The same without handing anything over. */
    public void forgetRequests() {
        call("DELETE", "/requests", "");
    }

    private JsonNode call(String method, String path, String body) {
        String text = text(method, path, body);
        return text.isBlank() ? JSON.createObjectNode() : json(text);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new StackFailure("The simulator answered with something else than JSON.", e);
        }
    }

    private String text(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> response = Http.send("The simulator at " + base, request);
        if (response.statusCode() / 100 != 2) {
            throw new StackFailure(
                    "The simulator answered %s %s with %d.".formatted(method, path, response.statusCode()));
        }
        return response.body();
    }
}
