package io.mailroom.chaos.trouble;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.lab.SimulatorLab;
import java.util.List;
import java.util.SplittableRandom;

/** What goes wrong with Graph: each way equally often, all together for the asked share of its calls. */
public final class GraphFaults {
    private GraphFaults() {}

    public static void order(SimulatorLab lab, double percent, long seed) {
        List<ObjectNode> ways = ways();
        // Not seed, seed + 1, …: neighbours would strike the same calls, and only one of them can.
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int way = 0; way < ways.size() && percent > 0; way++) {
            ObjectNode match = MailJson.object()
                    .put("pathRegex", "^/v1\\.0/")
                    .put("probability", percent / 100 / ways.size())
                    .put("seed", seeds.nextLong());
            lab.fault(match, ways.get(way), 0);
        }
    }

    private static List<ObjectNode> ways() {
        return List.of(
                // the connection is closed, before or after the call was carried out, or inside the answer
                fault().put("dropReply", true),
                fault().put("dropReply", true).put("executeAnyway", true),
                fault().put("cutReply", true),
                // a gateway gave up: the call was lost, was carried out, or will be
                fault().put("status", 504),
                fault().put("status", 504).put("executeAnyway", true),
                fault().put("status", 504).put("executeAfterMs", 2_000),
                fault().put("status", 500),
                fault().put("status", 503).put("retryAfter", "2"),
                fault().put("status", 429).put("retryAfter", "3"),
                // late, and later than the worker waits
                fault().put("delayMs", 1_500),
                fault().put("delayMs", 9_500).put("executeAnyway", true));
    }

    private static ObjectNode fault() {
        return MailJson.object();
    }
}
