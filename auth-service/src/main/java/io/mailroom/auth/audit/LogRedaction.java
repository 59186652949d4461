package io.mailroom.auth.audit;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Redacts every line that goes to the console or a file, whoever writes it. */
@LoggingFilter(name = "redaction")
public final class LogRedaction implements Filter {
    private static final int DEEPEST = 20;
    private static final PatternFormatter MESSAGE = new PatternFormatter("%m");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord record) {
            String message = MESSAGE.format(record);
            String clean = Redaction.of(message);
            Throwable thrown = record.getThrown();
            boolean speaks = thrown != null && speaks(thrown);
            if (speaks || !clean.equals(message)) {
                record.setMessage(
                        thrown == null
                                ? clean
                                : clean + " (" + thrown.getClass().getName() + ")",
                        ExtLogRecord.FormatStyle.NO_FORMAT);
                record.setParameters(new Object[0]);
                record.setThrown(null); // a trace cannot be rewritten, and its messages quote
            }
        }
        return true;
    }

    private static boolean speaks(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String text = cause.toString();
            if (!Redaction.of(text).equals(text)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
