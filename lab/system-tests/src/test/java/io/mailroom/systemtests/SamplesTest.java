package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.time.Waiting;
import io.mailroom.systemtests.Sample.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each sample does what its documents say, with the clients and SDKs of its own language. */
@Order(10)
class SamplesTest extends StackTest {
    private static final Duration BOUND = Duration.ofSeconds(90);

    @ParameterizedTest
    @EnumSource
    void sends_follows_cancels_and_reads_over_a_restart(Sample sample, @TempDir Path folder) throws IOException {
        sample.copyTo(folder);
        Optional<List<String>> interpreter = sample.interpreter(folder);
        assumeTrue(interpreter.isPresent(), sample.obstacle);
        String name = sample.name().toLowerCase(Locale.ROOT);
        String address = "samples-" + name + "@contoso.example";
        ConnectionId connection = driven.connect(address);
        var backend = new Backend(
                sample, folder, interpreter.get(), driven.info().kafka().bootstrapServers(), connection);
        Files.writeString(folder.resolve("invoice.txt"), "Total: 120.00 EUR\n");

        assertThat(backend.publish("send", name + "-1", "invoice.txt")).endsWith("published send-" + name + "-1");
        Path before = folder.resolve("before.log");
        Process first = backend.follow(before);
        sees(before, "ACCEPTED send-" + name + "-1");
        sees(before, "SENT send-" + name + "-1 SENT The mail was sent.");
        first.destroyForcibly().onExit().join();

        backend.publish("send", name + "-1", "invoice.txt");
        backend.publish("send", name + "-2", "invoice.txt", "2099-01-01T08:00:00Z");
        backend.publish("cancel", name + "-2");
        driven.lab().incoming(address, MailJson.object().put("subject", "An answer for " + name));
        backend.publish("sync", name + "-3");
        Path after = folder.resolve("after.log");
        Process second = backend.follow(after);
        try {
            sees(after, "PARKED send-" + name + "-2 SCHEDULED 2099-01-01T08:00:00");
            sees(after, "CANCELLED send-" + name + "-2 CANCELLED");
            sees(after, "CANCELLED cancel-" + name + "-2 CANCELLED");
            sees(after, "SYNCED sync-" + name + "-3 SYNCED");
            sees(after, "An answer for " + name);
        } finally {
            second.destroyForcibly().onExit().join();
        }
        assertThat(driven.submissions("Invoice " + name + "-1")).isEqualTo(1);
        assertThat(driven.submissions("Invoice " + name + "-2")).isZero();
    }

    private static void sees(Path output, String line) {
        boolean seen =
                Waiting.until(BOUND, () -> Sample.lines(output).stream().anyMatch(printed -> printed.startsWith(line)));
        assertThat(seen)
                .as(() -> line + " in\n" + String.join("\n", Sample.lines(output)))
                .isTrue();
    }
}
