package io.mailroom.bench.headofline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.bench.Mailboxes.Connected;
import io.mailroom.stack.lab.SimulatorLab;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one mailbox in a hundred throttled and one slow; other ones in each round, as a throttled one stays so. */
final class Sickness {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String RETRY_AFTER_SECONDS = "600";
    private static final long SLOW_MILLIS = 10_000;

    private final SimulatorLab lab;
    private final List<Connected> mailboxes;
    private final int each;
    private final Set<String> sickOnce = new HashSet<>();

    Sickness(SimulatorLab lab, List<Connected> mailboxes, int rounds) {
        this.lab = lab;
        this.mailboxes = mailboxes;
        this.each = Math.max(1, mailboxes.size() / 100);
        mailboxes.stream().limit(2L * each * rounds).map(Connected::connection).forEach(sickOnce::add);
    }

    boolean everHealthy(Connected mailbox) {
        return !sickOnce.contains(mailbox.connection());
    }

    void begin(int round) {
        for (int i = 0; i < each; i++) {
            int first = 2 * (round * each + i);
            order(
                    mailboxes.get(first),
                    JSON.createObjectNode().put("status", 429).put("retryAfter", RETRY_AFTER_SECONDS));
            order(mailboxes.get(first + 1), JSON.createObjectNode().put("delayMs", SLOW_MILLIS));
        }
    }

    private void order(Connected mailbox, ObjectNode fault) {
        lab.fault(JSON.createObjectNode().put("mailbox", mailbox.address()), fault, 0);
    }

    void end() {
        lab.clearFaults();
    }
}
