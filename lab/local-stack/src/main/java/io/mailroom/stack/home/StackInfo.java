package io.mailroom.stack.home;

import java.util.List;

/** {@code stack.json}: all that another program needs to drive the running stack. It holds secrets, hence mode 600. */
public record StackInfo(
        Kafka kafka,
        Postgres postgres,
        Simulator simulator,
        AuthService authService,
        Client client,
        String masterKeyFile,
        List<Process> processes) {

    public StackInfo {
        processes = List.copyOf(processes);
    }

    public record Kafka(String bootstrapServers) {}

    public record Postgres(String jdbcUrl, String user, String password) {
        @Override
        public String toString() {
            return "Postgres[jdbcUrl=%s, user=%s, password=redacted]".formatted(jdbcUrl, user);
        }
    }

    /** @param lab base of the switches and of the ground truth */
    public record Simulator(String url, String lab) {}

    public record AuthService(String url) {}

    /** The ERP's side: its name in topics and the application it gets its tokens with. */
    public record Client(String name, String id, String secret, String tokenUrl) {
        @Override
        public String toString() {
            return "Client[name=%s, id=%s, secret=redacted, tokenUrl=%s]".formatted(name, id, tokenUrl);
        }
    }

    @SuppressWarnings("AvoidCommonTypeNames") // one of the "processes" of stack.json
    public record Process(String name, long pid, String log, String url) {}
}
