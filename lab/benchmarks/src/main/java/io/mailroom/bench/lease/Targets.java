package io.mailroom.bench.lease;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.erp.WorkerApi;
import io.mailroom.stack.home.StackInfo;
import java.util.List;
import java.util.Map;

/** How each endpoint is asked for the same connections. */
record Targets(LocalStack stack, String bare, List<ConnectedMailbox> mailboxes) {
    /** The first is what the others are compared with. */
    List<Target> all() {
        StackInfo info = stack.info();
        List<String> ids =
                mailboxes.stream().map(mailbox -> mailbox.connection().value()).toList();
        return List.of(
                new Target("bare SELECT", "GET", bare + "/rows/<id>", Map.of(), "", ids),
                new Target(
                        "lease",
                        "POST",
                        info.authService().url() + "/internal/leases",
                        Map.of(
                                "Authorization",
                                "Bearer " + new WorkerApi(info, stack.home()).token(),
                                "Content-Type",
                                "application/json"),
                        "{\"connectionId\":\"<id>\",\"client\":\""
                                + info.client().name() + "\"}",
                        ids));
    }
}
