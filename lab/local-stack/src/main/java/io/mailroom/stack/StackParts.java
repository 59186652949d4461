package io.mailroom.stack;

import io.mailroom.model.id.ClientName;
import io.mailroom.stack.home.Checkout;
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
import io.mailroom.stack.service.Addresses;
import io.mailroom.stack.service.LabApps;
import io.mailroom.stack.service.ServicePart;
import io.mailroom.stack.service.Services;
import io.mailroom.stack.topics.NewTopics;
import io.mailroom.stack.topics.TopicSetup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of one stack, wired: who listens where and knows whom. */
final class StackParts {
    static final String AUTH_SERVICE = Services.AUTH;
    private static final String WORKER = Services.WORKER + "-";
    private static final ClientName CLIENT = new ClientName("erp");

    private final StackOptions options;
    private final StackSecrets secrets;
    private final PortPlan ports;
    private final List<String> remarks = new ArrayList<>();
    private final PostgresPart postgres;
    private final KafkaPart kafka;
    private final Addresses addresses;
    private final List<Part> inOrder;

    private StackParts(StackOptions options, PortPlan ports) {
        this.options = options;
        this.ports = ports;
        this.secrets = new StackSecrets(options.home());
        this.postgres = new PostgresPart(
                options.checkout(), options.home(), secrets, port(PostgresPart.NAME, PostgresPart.USUAL_PORT));
        this.kafka = new KafkaPart(
                options.checkout(),
                options.home(),
                new TopicSetup(NewTopics.of(CLIENT)),
                port(KafkaPart.NAME, KafkaPart.USUAL_PORT),
                port(KafkaPart.CONTROLLER, KafkaPart.USUAL_CONTROLLER_PORT));
        this.addresses =
                new Addresses(port(Services.SIMULATOR, 8720), port(Services.AUTH, 8700), kafka.bootstrapServers());
        this.inOrder = options.services() ? withServices() : List.of(postgres, kafka);
    }

    private List<Part> withServices() {
        Services services = new Services(options, secrets, addresses);
        List<Part> parts = new ArrayList<>(List.of(kafka, postgres, services.simulator()));
        parts.add(services.authService(postgres.access(), CLIENT.value()));
        for (int number = 1; number <= options.workers(); number++) {
            String name = WORKER + number;
            parts.add(services.worker(name, port(name, 8709 + number)));
        }
        requirePackages(parts, options.checkout());
        return List.copyOf(parts);
    }

    private static void requirePackages(List<Part> parts, Checkout checkout) {
        for (Part part : parts) {
            if (part instanceof ServicePart service && !checkout.isPackaged(service.module())) {
                throw new StackFailure(
                        "%s is not built. ./mailroom build builds what is missing.".formatted(service.module()));
            }
        }
    }

    /** While any part lives, all keep their ports, since the living know them. */
    static StackParts of(StackOptions options, RunFiles runFiles) {
        Set<String> alive = new HashSet<>();
        runFiles.all().stream().filter(Running::isAlive).map(Running::name).forEach(alive::add);
        if (alive.contains(KafkaPart.NAME)) {
            alive.add(KafkaPart.CONTROLLER);
        }
        Map<String, Integer> known =
                alive.isEmpty() && options.usualPorts() ? Map.of() : PortsFile.read(options.home());
        StackParts parts = new StackParts(options, new PortPlan(known, alive, options.usualPorts()));
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
        return inOrder;
    }

    boolean has(String name) {
        return inOrder.stream().anyMatch(part -> part.name().equals(name));
    }

    StackInfo info(List<Running> running) {
        return new StackInfo(
                new StackInfo.Kafka(kafka.bootstrapServers()),
                postgres.access(),
                new StackInfo.Simulator(addresses.simulator(), addresses.lab()),
                new StackInfo.AuthService(addresses.authService()),
                new StackInfo.Client(
                        CLIENT.value(), LabApps.CLIENT, secrets.clientSecret().reveal(), addresses.tokenUrl()),
                secrets.masterKeyRing().toString(),
                running.stream()
                        .map(part -> new StackInfo.Process(part.name(), part.pid(), part.log(), part.url()))
                        .toList());
    }
}
