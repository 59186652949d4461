package io.mailroom.bench.lease;

import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.erp.WorkerApi;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connects mailboxes, and says how each endpoint is asked for them. */
record Targets(StackInfo stack, StackHome home, URI bare) {
    /** The first is what the others are compared with. */
    List<Target> connected(int count) {
        List<String> ids = new ArrayList<>();
        var lab = new SimulatorLab(stack.simulator().lab());
        var api = new AuthApi(stack);
        URI end = URI.create(stack.simulator().url() + "/");
        for (int i = 0; i < count; i++) {
            String address = "person-" + i + "@contoso.example";
            lab.mailbox(address, address);
            AuthApi.Invitation invitation = api.connect(address);
            new ConsentWalk().walk(invitation.link(), address, end);
            ids.add(invitation.connectionId());
        }
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
