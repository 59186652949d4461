package io.mailroom.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailroom.simulator.testing.Driver;
import io.mailroom.simulator.testing.User;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SnapshotTest.WithStateFile.class)
class SnapshotTest {
    @TestHTTPResource
    URL url;

    @Inject
    Snapshots snapshots;

    @Inject
    StateFile file;

    @Inject
    ObjectMapper json;

    @ConfigProperty(name = "simulator.state-file")
    Path path;

    public static class WithStateFile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory("simulator-state");
                return Map.of(
                        "simulator.state-file",
                        folder.resolve("deep/state.json").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void useIt(Driver driver) {
        User user = driver.user();
        driver.settings(Map.of("sentItemsDelayMs", 3_600_000, "secondSend", 400));
        user.draft("bob@fabrikam.example", "kept");
        user.send(user.draft(user.address(), "pending").path("id").asText());
        user.get("/me/mailFolders/inbox/messages/delta?$filter=receivedDateTime%20ge%202020-01-01T00:00:00Z");
        driver.advance(5);
    }

    @Test
    void what_is_written_can_be_read_back_whole() throws Exception {
        useIt(new Driver(url.toString()));
        String first = json.writeValueAsString(snapshots.take());

        snapshots.putBack(json.readValue(first, Snapshot.class));

        Snapshot again = snapshots.take();
        assertThat(again.model().mailboxes())
                .isNotEmpty()
                .anyMatch(mailbox -> mailbox.items().size() == 2);
        assertThat(again.model().streams()).isNotEmpty();
        assertThat(again.entra().accessTokens()).isNotEmpty();
        assertThat(again.model().sent()).isNotEmpty();
        assertThat(json.readTree(json.writeValueAsString(again)).path("mailboxes"))
                .isEqualTo(json.readTree(first).path("mailboxes"));
    }

    @Test
    void the_file_appears_at_the_end_for_its_owner_alone() throws Exception {
        Driver driver = new Driver(url.toString());
        useIt(driver);

        file.end(new ShutdownEvent());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(json.readValue(path.toFile(), Snapshot.class).model().apps())
                .anyMatch(app -> app.clientId().equals(driver.clientId));
        try (var beside = Files.list(path.getParent())) {
            assertThat(beside).containsExactly(path);
        }
    }
}
