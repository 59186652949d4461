package io.mailroom.bench.lease;

import io.mailroom.bench.ChildProcess;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.process.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The bare endpoint as a process with the same heap and the same database as auth-service; its answer is its address. */
final class BareEndpoint {
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private BareEndpoint() {}

    static ChildProcess start(Checkout checkout, StackInfo.Postgres postgres) {
        List<String> command = JavaCommand.heap("512m")
                .property("quarkus.http.host", "127.0.0.1")
                .property("quarkus.http.port", "0")
                .property("quarkus.console.color", "false")
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
                .jar(checkout.service("lab/bare-endpoint"));
        return new ChildProcess(
                command,
                Map.of(
                        "QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", postgres.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", postgres.password()),
                LISTENING);
    }
}
