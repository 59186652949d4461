package io.mailroom.simulator.door;

import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.door.Admission.Admitted;
import io.mailroom.simulator.door.Admission.Throttled;
import io.mailroom.simulator.door.Outcome.Answered;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Attribution;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.exchange.Recorder;
import io.mailroom.simulator.exchange.RequestJournal;
import io.mailroom.simulator.faults.FaultRule;
import io.mailroom.simulator.faults.Faults;
import io.mailroom.simulator.settings.LabSettings;
import io.mailroom.simulator.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One simulated request from arrival to its record, on the caller's (virtual) thread. */
@ApplicationScoped
public class Exchanges {
    private final Faults faults;
    private final LabSettings settings;
    private final Recorder recorder;
    private final RequestJournal journal;
    private final LabClock clock;

    Exchanges(Faults faults, LabSettings settings, Recorder recorder, RequestJournal journal, LabClock clock) {
        this.faults = faults;
        this.settings = settings;
        this.recorder = recorder;
        this.journal = journal;
        this.clock = clock;
    }

    public Outcome run(Surface surface, Call call) {
        long number = journal.nextNumber();
        Attribution who = surface.attribute(call);
        Optional<FaultRule> fault = faults.strike(call, who);
        Outcome outcome = admitted(surface, call, who, fault);
        Answer told = switch (outcome) {
            case Answered(var answer) -> answer;
            case Outcome.CutShort(var answer) -> answer;
            case Outcome.Dropped() -> null;
        };
        recorder.record(
                number, surface.name(), call, who, fault.map(FaultRule::id).orElse(null), told, clock.instant());
        return outcome;
    }

    private Outcome admitted(Surface surface, Call call, Attribution who, Optional<FaultRule> fault) {
        return switch (surface.admit(call, who)) {
            case Throttled(var answer) -> new Answered(answer);
            case Admitted(var release) -> {
                try {
                    latency();
                    yield fault.map(rule -> FaultyRun.of(surface, call, rule))
                            .orElseGet(() -> new Answered(surface.answer(call)));
                } finally {
                    release.run();
                }
            }
        };
    }

    private void latency() {
        Settings now = settings.current();
        long jitter =
                now.latencyJitterMs() <= 0 ? 0 : ThreadLocalRandom.current().nextLong(now.latencyJitterMs());
        try {
            Thread.sleep(now.latencyMs() + jitter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
