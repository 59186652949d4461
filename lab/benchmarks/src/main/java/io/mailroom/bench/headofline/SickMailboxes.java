package io.mailroom.bench.headofline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.erp.ConnectedMailbox;
import io.mailroom.stack.lab.SimulatorLab;
import java.util.List;

/** A share of the mailboxes, the same in every round: one takes 6 s for each call, the next answers each with 504. */
record SickMailboxes(SimulatorLab lab, List<ConnectedMailbox> mailboxes, int percent) {
    private static final long SLOW_MILLIS = 6_000;

    /** Spread evenly over the turns. */
    static boolean isSick(int mailbox, int percent) {
        return (mailbox + 1) * percent / 100 > mailbox * percent / 100;
    }

    boolean isSick(int mailbox) {
        return isSick(mailbox, percent);
    }

    boolean isHealthy(int mailbox) {
        return !isSick(mailbox);
    }

    void begin() {
        boolean slow = true;
        for (int mailbox = 0; mailbox < mailboxes.size(); mailbox++) {
            if (isSick(mailbox)) {
                order(mailboxes.get(mailbox), slow);
                slow = !slow;
            }
        }
    }

    private void order(ConnectedMailbox mailbox, boolean slow) {
        ObjectNode fault = MailJson.object();
        lab.fault(
                MailJson.object().put("mailbox", mailbox.address()).put("pathRegex", "^/v1\\.0/"),
                slow ? fault.put("delayMs", SLOW_MILLIS) : fault.put("status", 504),
                0);
    }

    void end() {
        lab.clearFaults();
    }
}
