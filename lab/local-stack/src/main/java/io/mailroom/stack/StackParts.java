package io.mailroom.stack;

import io.mailroom.model.id.ClientName;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.kafka.KafkaPart;
import io.mailroom.stack.part.Part;
import io.mailroom.stack.port.PortChoice;
import io.mailroom.stack.port.PortPlan;
import io.mailroom.stack.port.PortsFile;
import io.mailroom.stack.postgres.PostgresPart;
import io.mailroom.stack.process.RunFiles;
import io.mailroom.stack.process.Running;
import io.mailroom.stack.secrets.StackSecrets;
import io.mailroom.stack.topics.TopicPlan;
import io.mailroom.stack.topics.TopicSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of one stack, wired: who listens where and knows whom. */
final class StackParts {
    static final String AUTH_SERVICE = "auth-service";
    private static final String WORKER = "mail-worker-";
    private static final ClientName CLIENT = new ClientName("erp");

    private final StackOptions options;
    private final StackSecrets secrets;
    private final PortPlan ports;
    private final List<String> remarks = new ArrayList<>();
    private final PostgresPart postgres;
    private final KafkaPart kafka;

    private StackParts(StackOptions options, PortPlan ports) {
        this.options = options;
        this.ports = ports;
        this.secrets = new StackSecrets(options.home());
        this.postgres = new PostgresPart(
                options.checkout(), options.home(), secrets, port(PostgresPart.NAME, PostgresPart.USUAL_PORT));
        this.kafka = new KafkaPart(
                options.checkout(),
                options.home(),
                new TopicSetup(TopicPlan.of(CLIENT)),
                port(KafkaPart.NAME, KafkaPart.USUAL_PORT),
                port(KafkaPart.CONTROLLER, KafkaPart.USUAL_CONTROLLER_PORT));
    }

    /** While any part lives, all keep their ports, since the living know them. */
    static StackParts of(StackOptions options, RunFiles runFiles) {
        Set<String> alive = runFiles.all().stream()
                .filter(Running::isAlive)
                .map(Running::name)
                .collect(Collectors.toSet());
        Map<String, Integer> known =
                alive.isEmpty() && options.usualPorts() ? Map.of() : PortsFile.read(options.home());
        Set<String> kept = alive.contains(KafkaPart.NAME)
                ? java.util.stream.Stream.concat(alive.stream(), java.util.stream.Stream.of(KafkaPart.CONTROLLER))
                        .collect(Collectors.toSet())
                : alive;
        StackParts parts = new StackParts(options, new PortPlan(known, kept, options.usualPorts()));
        PortsFile.write(options.home(), parts.ports.chosen());
        return parts;
    }

    static boolean isWorker(String name) {
        return name.startsWith(WORKER);
    }

    private int port(String part, int usual) {
        PortChoice choice = ports.choose(part, usual);
        choice.remark().ifPresent(remarks::add);
        return choice.port();
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    List<Part> inOrder() {
        return List.of(postgres, kafka);
    }

    boolean has(String name) {
        return inOrder().stream().anyMatch(part -> part.name().equals(name));
    }

    StackInfo info(List<Running> running) {
        return new StackInfo(
                new StackInfo.Kafka(kafka.bootstrapServers()),
                postgres.access(),
                new StackInfo.Simulator("", ""),
                new StackInfo.AuthService(""),
                new StackInfo.Client(CLIENT.value(), "", secrets.clientSecret().reveal(), ""),
                secrets.masterKeyRing().toString(),
                running.stream()
                        .map(part -> new StackInfo.Process(part.name(), part.pid(), part.log(), part.url()))
                        .toList());
    }

    Optional<Part> find(String name) {
        return inOrder().stream().filter(part -> part.name().equals(name)).findFirst();
    }
}
