package io.mailroom.bench.graph;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** No SDK: JSON by hand over Vert.x' HTTP client. */
final class BareVertx implements SendingClient {
    private static final String MESSAGES = "/users/" + SampleMail.USER + "/messages";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setPipelining(false), new PoolOptions().setHttp1MaxSize(512));
    private final String base;

    BareVertx(URI graph) {
        this.base = graph.toString();
    }

    @Override
    public void mail(String key) {
        String id = call(HttpMethod.POST, MESSAGES, draft(key).toBuffer(), 201)
                .toJsonObject()
                .getString("id");
        call(HttpMethod.POST, MESSAGES + "/" + id + "/send", Buffer.buffer(), 202);
        String query = "?$select=" + URLEncoder.encode(SampleMail.SELECT, StandardCharsets.UTF_8);
        JsonObject found =
                call(HttpMethod.GET, MESSAGES + "/" + id + query, null, 200).toJsonObject();
        if (found.getString("internetMessageId") == null) {
            throw new IllegalStateException("no sent item");
        }
    }

    private static JsonObject draft(String key) {
        JsonObject address = new JsonObject().put("address", SampleMail.TO).put("name", SampleMail.TO_NAME);
        return new JsonObject()
                .put("subject", SampleMail.SUBJECT)
                .put("importance", "normal")
                .put("body", new JsonObject().put("contentType", "html").put("content", SampleMail.HTML))
                .put("toRecipients", new JsonArray().add(new JsonObject().put("emailAddress", address)))
                .put(
                        "singleValueExtendedProperties",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("id", SampleMail.PROPERTY)
                                        .put("value", key)));
    }

    private Buffer call(HttpMethod method, String path, @Nullable Buffer body, int expected) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(base + path)
                .putHeader("Authorization", "Bearer " + SampleMail.TOKEN)
                .putHeader("Prefer", SampleMail.PREFER)
                .putHeader("client-request-id", UUID.randomUUID().toString());
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        // Completion handlers run on the event loop, where nothing of the answer can be missed; compose would not.
        var answer = new CompletableFuture<Buffer>();
        http.request(options)
                .onComplete(
                        request -> (body == null ? request.send() : request.send(body))
                                .onComplete(
                                        response -> take(response, expected, answer), answer::completeExceptionally),
                        answer::completeExceptionally);
        return answer.join();
    }

    private static void take(HttpClientResponse response, int expected, CompletableFuture<Buffer> answer) {
        if (response.statusCode() == expected) {
            response.body().onComplete(answer::complete, answer::completeExceptionally);
        } else {
            answer.completeExceptionally(new IllegalStateException("status " + response.statusCode()));
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
