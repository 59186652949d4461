package io.mailroom.auth.audit;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * One line, and one event of the span under way, for each thing done to a connection. Callers hand in ids and codes only,
 * never a secret or an address.
 */
@Singleton
public class Audit {
    private static final Logger LOG = Logger.getLogger("io.mailroom.audit");

    public void record(AuditEvent event, Map<String, ?> facts) {
        Span.current().addEvent(event.key(), attributes(facts));
        if (event == AuditEvent.LEASED) {
            LOG.debugf("audit event=%s %s", event.key(), text(facts));
        } else {
            LOG.infof("audit event=%s %s", event.key(), text(facts));
        }
    }

    private static Attributes attributes(Map<String, ?> facts) {
        AttributesBuilder attributes = Attributes.builder();
        facts.forEach((key, value) -> attributes.put("mailroom." + key, String.valueOf(value)));
        return attributes.build();
    }

    private static String text(Map<String, ?> facts) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(facts)
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append(' '));
        return text.toString().stripTrailing();
    }
}
