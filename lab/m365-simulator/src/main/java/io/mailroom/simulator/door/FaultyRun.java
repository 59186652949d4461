package io.mailroom.simulator.door;

import io.mailroom.simulator.door.Outcome.Answered;
import io.mailroom.simulator.door.Outcome.CutShort;
import io.mailroom.simulator.door.Outcome.Dropped;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import io.mailroom.simulator.faults.Fault;
import io.mailroom.simulator.faults.FaultRule;
import java.time.Duration;
import java.util.Map;

/** A request that a fault has struck. */
final class FaultyRun {
    private FaultyRun() {}

    static Outcome of(Surface surface, Call call, FaultRule rule) {
        Fault fault = rule.fault();
        if (!fault.executes()) {
            rule.hold(fault.delay());
            executeLater(surface, call, rule);
            return end(fault, failure(surface, call, fault));
        }
        if (!fault.executeAnyway()) {
            rule.hold(fault.delay());
        }
        Answer real = execute(surface, call, fault);
        if (fault.executeAnyway()) {
            rule.hold(fault.delay());
        }
        return end(fault, told(surface, call, fault, real));
    }

    private static Answer execute(Surface surface, Call call, Fault fault) {
        Answer answer = surface.answer(call);
        for (int again = 1; again < fault.executions(); again++) {
            answer = surface.answer(call);
        }
        return answer;
    }

    private static void executeLater(Surface surface, Call call, FaultRule rule) {
        Duration later = rule.fault().executionDelay();
        if (later.isPositive()) {
            Thread.ofVirtual().name("late-execution").start(() -> {
                rule.hold(later);
                execute(surface, call, rule.fault());
            });
        }
    }

    /** An ordered success keeps the real answer's body; an ordered failure replaces it. */
    private static Answer told(Surface surface, Call call, Fault fault, Answer real) {
        if (fault.status() >= 400) {
            return failure(surface, call, fault);
        }
        int status = fault.replacesAnswer() ? fault.status() : real.status();
        return dressed(fault, new Answer(status, real.headers(), real.body(), real.secrets()));
    }

    private static Answer failure(Surface surface, Call call, Fault fault) {
        int status = fault.status() == 0 ? 500 : fault.status();
        return dressed(fault, status < 400 ? Answer.empty(status) : surface.failure(call, fault));
    }

    private static Outcome end(Fault fault, Answer answer) {
        if (fault.dropReply()) {
            return new Dropped();
        }
        return fault.cutReply() ? new CutShort(answer) : new Answered(answer);
    }

    /** The answer with the headers that the fault names. */
    private static Answer dressed(Fault fault, Answer answer) {
        Answer dressed = answer;
        if (fault.retryAfter() != null) {
            dressed = dressed.with("Retry-After", fault.retryAfter());
        }
        Map<String, String> headers = fault.headers();
        if (headers != null) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                dressed = dressed.with(header.getKey(), header.getValue());
            }
        }
        return dressed;
    }
}
