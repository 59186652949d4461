package io.mailroom.simulator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Someone with a mailbox, and an app that may act for them. */
public record User(Driver driver, String address, String accessToken, String refreshToken) {

    private HttpRequest.Builder graph(String path, String... headers) {
        HttpRequest.Builder request = driver.request(path.startsWith("http") ? path : "/v1.0" + path)
                .header("Authorization", "Bearer " + accessToken);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    public Reply get(String path, String... headers) {
        return driver.send(graph(path, headers).GET());
    }

    public Reply delete(String path, String... headers) {
        return driver.send(graph(path, headers).DELETE());
    }

    public Reply post(String path, Object body, String... headers) {
        return driver.send(
                graph(path, headers).header("Content-Type", "application/json").POST(Driver.publisher(body)));
    }

    public Reply patch(String path, Object body, String... headers) {
        return driver.send(graph(path, headers)
                .header("Content-Type", "application/json")
                .method("PATCH", Driver.publisher(body)));
    }

    public Reply action(String path, String... headers) {
        return driver.send(graph(path, headers).POST(BodyPublishers.noBody()));
    }

    public static Map<String, Object> mail(String to, String key) {
        Map<String, Object> mail = new LinkedHashMap<>();
        mail.put("subject", "Invoice 4711");
        mail.put("body", Map.of("contentType", "html", "content", "<p>Dear customer</p>"));
        mail.put("toRecipients", List.of(Map.of("emailAddress", Map.of("address", to))));
        mail.put("singleValueExtendedProperties", List.of(Map.of("id", Driver.KEY, "value", key)));
        return mail;
    }

    public JsonNode draft(String to, String key, String... headers) {
        return post("/me/messages", mail(to, key), headers).json();
    }

    public Reply send(String id, String... headers) {
        return action("/me/messages/" + id + "/send", headers);
    }

    public JsonNode byKey(String key, String... headers) {
        String filter =
                "singleValueExtendedProperties/Any(ep: ep/id eq '" + Driver.KEY + "' and ep/value eq '" + key + "')";
        return get("/me/messages?$filter=" + Driver.encode(filter), headers)
                .json()
                .path("value");
    }

    public JsonNode folder(String name) {
        return get("/me/mailFolders/" + name + "/messages?$top=100").json().path("value");
    }
}
