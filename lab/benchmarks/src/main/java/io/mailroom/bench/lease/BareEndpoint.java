package io.mailroom.bench.lease;

import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.process.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bare endpoint as a process with the same heap and the same database as auth-service. */
final class BareEndpoint implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private final Process process;
    private final URI url;

    BareEndpoint(Checkout checkout, StackInfo.Postgres postgres) {
        var builder = new ProcessBuilder(JavaCommand.heap("512m")
                .property("quarkus.http.host", "127.0.0.1")
                .property("quarkus.http.port", "0")
                .property("quarkus.console.color", "false")
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
                .jar(checkout.service("lab/bare-endpoint")));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", postgres.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", postgres.password()));
        try {
            this.process = builder.redirectErrorStream(true).start();
            this.url = address(process.inputReader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return URI.create(listening.group(1));
            }
        }
        throw new IOException("the bare endpoint did not start");
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
