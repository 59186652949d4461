package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.leak.LeakSearch;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.erp.AuthApi;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** P4: no code, token or client secret that was ever issued or accepted stands anywhere that the stack has written. */
@TestInstance(Lifecycle.PER_CLASS)
@Order(Integer.MAX_VALUE)
class TokenLeaksTest extends StackTest {
    private final LeakSearch search = new LeakSearch();
    private final Set<String> kinds = new TreeSet<>();
    private final WrittenData written = new WrittenData(driven);
    private final ConnectionId connection = driven.connect("leaks@contoso.example");

    @BeforeAll
    void useEverything() {
        driven.topics().publish(Mails.of(connection, "leaks"));
        driven.assertSentOnce("leaks");
        for (JsonNode secret : driven.lab().tokens()) {
            String kind = secret.path("kind").asText();
            kinds.add(kind);
            search.add(kind, secret.path("value").asText());
        }
    }

    @Test
    void the_search_knows_all_kinds_of_secrets() {
        assertThat(kinds)
                .contains(
                        "code",
                        "code_verifier",
                        "access_token",
                        "refresh_token",
                        "id_token",
                        "service_token",
                        "client_secret");
        assertThat(search.pieces()).isGreaterThan(10_000);
    }

    @Test
    void not_in_any_log() {
        assertThat(written.logs()).containsKey("logs/auth-service.log").containsKey("logs/mail-worker-1.log");
        assertThat(found(written.logs())).isEmpty();
    }

    @Test
    void not_in_any_topic() {
        Map<String, String> records = written.records();
        assertThat(records.get("mail.results.erp")).contains("SENT");
        assertThat(found(records)).isEmpty();
        assertThat(found(written.segments())).isEmpty();
    }

    @Test
    void not_in_the_database_where_every_token_is_a_fernet_token() throws SQLException {
        List<String> rows = written.rows();
        assertThat(String.join("\n", rows)).contains(connection.value());
        assertThat(search.in("rows", String.join("\n", rows))).isEmpty();
        assertThat(found(written.databaseFiles())).isEmpty();
        List<String> tokens = written.column("select refresh_token from connection where refresh_token is not null"
                + " union all select access_token from connection where access_token is not null");
        assertThat(tokens).hasSizeGreaterThan(1).allSatisfy(TokenLeaksTest::assertFernet);
    }

    @Test
    void not_in_any_answer_to_a_client_or_an_operator() {
        var answers = new ArrayList<String>();
        answers.add(new AuthApi(driven.info())
                .connection(connection.value())
                .orElseThrow()
                .toString());
        for (String part : List.of("auth-service", "mail-worker-1", "m365-simulator")) {
            for (String path :
                    List.of("/q/health", "/q/metrics", "/", "/callback?code=x&state=y", "/internal/leases")) {
                answers.add(driven.page(part, path));
            }
        }
        assertThat(answers).anyMatch(answer -> answer.contains("mailroom_commands_seconds_count"));
        assertThat(search.in("answers", String.join("\n", answers))).isEmpty();
    }

    private List<String> found(Map<String, String> texts) {
        return texts.entrySet().stream()
                .flatMap(text -> search.in(text.getKey(), text.getValue()).stream())
                .limit(20)
                .toList();
    }

    /** Fernet specification: version 0x80, 8 bytes of time, 16 of IV, whole blocks of 16, 32 of HMAC. */
    private static void assertFernet(String token) {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        assertThat(bytes[0]).isEqualTo((byte) 0x80);
        assertThat(bytes.length).isGreaterThanOrEqualTo(73);
        assertThat((bytes.length - 57) % 16).isZero();
    }
}
