package io.mailroom.auth.audit;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Redacts every line that goes to the console, whoever writes it. */
@LoggingFilter(name = "redaction")
public final class LogRedaction implements Filter {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%m");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord record) {
            String formatted = MESSAGE.format(record);
            String clean = Redaction.of(formatted);
            if (!clean.equals(formatted)) {
                record.setMessage(clean, ExtLogRecord.FormatStyle.NO_FORMAT);
                record.setParameters(new Object[0]);
                record.setThrown(null); // its message is what spoke
            }
        }
        return true;
    }
}
