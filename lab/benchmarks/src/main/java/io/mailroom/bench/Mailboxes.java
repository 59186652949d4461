package io.mailroom.bench;

import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.AuthApi;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Mailboxes whose users have consented. */
public final class Mailboxes {
    /** A mailbox of the simulator, and its connection. */
    public record Connected(String address, String connection) {}

    private Mailboxes() {}

    public static List<Connected> connect(StackInfo stack, int count) {
        var connected = new ArrayList<Connected>();
        var lab = new SimulatorLab(stack.simulator().lab());
        var api = new AuthApi(stack);
        URI end = URI.create(stack.simulator().url() + "/");
        for (int i = 0; i < count; i++) {
            String address = "person-" + i + "@contoso.example";
            lab.mailbox(address, address);
            AuthApi.Invitation invitation = api.connect(address);
            new ConsentWalk().walk(invitation.link(), address, end);
            connected.add(new Connected(address, invitation.connectionId()));
        }
        return connected;
    }
}
