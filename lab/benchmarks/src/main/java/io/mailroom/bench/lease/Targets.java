package io.mailroom.bench.lease;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.secrets.StackSecrets;
import io.mailroom.stack.service.LabApps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connects mailboxes, and says how each endpoint is asked for them. */
record Targets(StackInfo stack, StackHome home, URI bare) {
    /** The first is what the others are compared with. */
    List<Target> connected(int count) {
        List<String> ids = new ArrayList<>();
        var lab = new SimulatorLab(stack.simulator().lab());
        var api = new AuthApi(stack);
        URI end = URI.create(stack.simulator().url() + "/");
        for (int i = 0; i < count; i++) {
            String address = "person-" + i + "@contoso.example";
            lab.mailbox(address, address);
            AuthApi.Invitation invitation = api.connect(address);
            new ConsentWalk().walk(invitation.link(), address, end);
            ids.add(invitation.connectionId());
        }
        return List.of(
                new Target("bare SELECT", "GET", bare + "/rows/<id>", Map.of(), "", ids),
                new Target(
                        "lease",
                        "POST",
                        stack.authService().url() + "/internal/leases",
                        Map.of("Authorization", "Bearer " + workerToken(), "Content-Type", "application/json"),
                        "{\"connectionId\":\"<id>\",\"client\":\""
                                + stack.client().name() + "\"}",
                        ids));
    }

    private String workerToken() {
        String secret = new StackSecrets(home).workerSecret().reveal();
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.client().tokenUrl()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + LabApps.WORKER
                        + "&client_secret=" + secret + "&scope=api%3A%2F%2Fmailroom%2F.default"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(request, BodyHandlers.ofString()).body();
            return JsonMapper.builder()
                    .build()
                    .readTree(body)
                    .required("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
