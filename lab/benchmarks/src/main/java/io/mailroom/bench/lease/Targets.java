package io.mailroom.bench.lease;

import io.mailroom.bench.Mailboxes;
import io.mailroom.stack.erp.WorkerApi;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Connects mailboxes, and says how each endpoint is asked for them. */
record Targets(StackInfo stack, StackHome home, URI bare) {
    /** The first is what the others are compared with. */
    List<Target> connected(int count) {
        List<String> ids = Mailboxes.connect(stack, count).stream()
                .map(Mailboxes.Connected::connection)
                .toList();
        return List.of(
                new Target("bare SELECT", "GET", bare + "/rows/<id>", Map.of(), "", ids),
                new Target(
                        "lease",
                        "POST",
                        stack.authService().url() + "/internal/leases",
                        Map.of(
                                "Authorization",
                                "Bearer " + new WorkerApi(stack, home).token(),
                                "Content-Type",
                                "application/json"),
                        "{\"connectionId\":\"<id>\",\"client\":\""
                                + stack.client().name() + "\"}",
                        ids));
    }
}
