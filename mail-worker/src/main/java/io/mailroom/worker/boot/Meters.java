package io.mailroom.worker.boot;

import io.mailroom.model.result.MailResult;
import io.mailroom.model.wire.ResultJson;
import io.mailroom.worker.command.ResultCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Results as a timer, by status and code; no mailbox and no client is a label. */
@ApplicationScoped
class Meters implements ResultCounter {
    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(MailResult result) {
        Timer.builder("mailroom.commands")
                .description("Commands from their receipt to their result")
                .tag("status", ResultJson.status(result.ending()))
                .tag("code", result.ending().code().name())
                .publishPercentileHistogram()
                .register(registry)
                .record(Duration.between(
                        result.facts().timings().receivedAt(),
                        result.facts().timings().finishedAt()));
    }
}
