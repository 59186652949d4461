package io.mailroom.worker.boot;

import java.util.Optional;
import org.jboss.logging.Logger;

/** One line for each time that a worker becomes ready, or is so no more; as often as it is asked. */
final class ReadinessLog {
    private static final Logger LOG = Logger.getLogger(ReadinessLog.class);

    private Optional<Boolean> told = Optional.empty();

    synchronized void tell(Optional<String> trouble) {
        boolean ready = trouble.isEmpty();
        if (told.filter(before -> before == ready).isEmpty()) {
            LOG.infof("%s", trouble.map(why -> "not ready why=" + why).orElse("ready"));
        }
        told = Optional.of(ready);
    }
}
