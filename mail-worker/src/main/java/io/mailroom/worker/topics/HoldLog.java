package io.mailroom.worker.topics;

import io.mailroom.model.id.ClientName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One line for each change. Used by one thread. */
final class HoldLog {
    private static final Logger LOG = Logger.getLogger(HoldLog.class);

    /** Bound: the clients that are held now. */
    private Map<ClientName, String> told = Map.of();

    private Optional<String> toldOfEverybody = Optional.empty();
    private boolean toldOfFailure;

    /** What concerns everybody is told once and not for each. */
    void tell(Optional<String> everybody, Map<ClientName, String> held) {
        if (!everybody.equals(toldOfEverybody)) {
            everybody.ifPresentOrElse(
                    why -> LOG.errorf("every client is held why=%s", why), () -> LOG.info("clients are let go"));
            toldOfEverybody = everybody;
        }
        if (everybody.isEmpty()) {
            tell(held);
        }
    }

    private void tell(Map<ClientName, String> held) {
        held.forEach((client, why) -> {
            if (!why.equals(told.get(client))) {
                LOG.warnf("client held client=%s why=%s", client, why);
            }
        });
        told.keySet().stream()
                .filter(client -> !held.containsKey(client))
                .forEach(client -> LOG.infof("client let go client=%s", client));
        told = new HashMap<>(held);
    }

    /** Told when it begins, and not at each look. */
    void failed(Throwable cause, boolean expected) {
        if (!toldOfFailure) {
            if (expected) {
                LOG.warnf("topics could not be looked at cause=%s", cause.toString());
            } else {
                LOG.errorf(cause, "looking at the topics failed");
            }
        }
        toldOfFailure = true;
    }

    void looked() {
        if (toldOfFailure) {
            LOG.info("topics are looked at again");
        }
        toldOfFailure = false;
    }
}
