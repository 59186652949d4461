package io.mailroom.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.auth.testing.TestingEntra;
import io.mailroom.auth.testing.TestingEntra.Answer;
import io.mailroom.auth.testing.TestingPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class SecretsStayOutOfLogsTest {
    TestingEntra entra;
    TestingPostgres postgres;

    @TestHTTPResource("/")
    URI service;

    @Test
    void at_every_level_and_on_every_way_through_the_service() throws IOException {
        entra.reset();
        TestingClient erp = new TestingClient(entra, service);
        Set<String> secrets = new HashSet<>();

        String link = erp.begin().path("connectUrl").textValue();
        secrets.add(link.substring(link.lastIndexOf('/') + 1));
        String authorize = TestingBrowser.location(erp.browser().open(link));
        Map<String, String> query = TestingEntra.form(URI.create(authorize).getRawQuery());
        secrets.add(query.get("state"));
        secrets.add(query.get("nonce"));
        String callback = TestingBrowser.location(erp.browser().open(authorize));
        String id = idIn(TestingBrowser.location(erp.browser().open(callback)));
        erp.browser().open(callback);
        postgres.execute("update connection set access_expires_at = now()");
        erp.lease(id);
        entra.answerNext(Answer.error(400, "invalid_grant", 70000));
        postgres.execute("update connection set access_expires_at = now()");
        erp.lease(id);
        erp.get(id);
        String token = erp.erpToken();
        erp.browser().call("DELETE", "/api/connections/" + id, token, null);

        secrets.addAll(entra.issued());
        secrets.add(TestingEntra.SECRET);
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
        String log = Files.readString(Path.of("target/everything.log"));
        assertThat(Stream.of("jdb.bind", "event=refreshed", "GET /api/connections")
                        .filter(log::contains))
                .as("what shows that the log speaks")
                .hasSize(3);
        assertThat(secrets.stream().flatMap(SecretsStayOutOfLogsTest::forms)).noneMatch(log::contains);
    }

    private static Stream<String> forms(String secret) {
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static String idIn(String target) {
        return String.valueOf(
                TestingEntra.form(target.substring(target.indexOf('?') + 1)).get("connectionId"));
    }
}
