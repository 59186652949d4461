package io.mailroom.systemtests;

import io.mailroom.model.wire.MailJson;
import io.mailroom.systemtests.RunningStack.Driven;
import java.util.Locale;

/** What a worker cannot do without, and how its health names it while it is away. */
enum AbsentPart {
    AUTH_SERVICE("auth-service", "\"auth-service\": \"no answer since", true),
    DATABASE("postgres", "STORE_UNAVAILABLE", true),
    BROKER("kafka", "the broker has not been reached since", false),
    GRAPH("", "\"Microsoft Graph at localhost\": \"no answer since", false);

    private final String process;
    private final String named;
    private final boolean heldTokensServe;

    AbsentPart(String process, String named, boolean heldTokensServe) {
        this.process = process;
        this.named = named;
        this.heldTokensServe = heldTokensServe;
    }

    /** Graph cannot be killed alone: the simulator is Entra as well, and keeps the ground truth. */
    void takeAway(Driven driven) {
        if (this == GRAPH) {
            driven.lab()
                    .fault(
                            MailJson.object().put("pathRegex", "^/v1\\.0/"),
                            MailJson.object().put("dropReply", true),
                            0);
        } else {
            driven.stack().crash(process);
        }
    }

    void bringBack(Driven driven) {
        if (this == GRAPH) {
            driven.lab().clearFaults();
        } else {
            driven.stack().restart(process);
        }
    }

    boolean isNamedBy(String health) {
        return health.contains(named);
    }

    /** Whether mailboxes whose token a worker holds are not concerned. */
    boolean heldTokensServe() {
        return heldTokensServe;
    }

    String word() {
        return "without-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
