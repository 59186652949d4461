package io.mailroom.stack.kafka;

import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.PropertiesFile;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.part.Part;
import io.mailroom.stack.process.Command;
import io.mailroom.stack.process.JavaCommand;
import io.mailroom.stack.process.ProcessSpec;
import io.mailroom.stack.topics.TopicSetup;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.Uuid;

/** One broker that is its own controller (KRaft). */
public record KafkaPart(Checkout checkout, StackHome home, TopicSetup topics, int port, int controllerPort)
        implements Part {
    public static final String NAME = "kafka";
    public static final int USUAL_PORT = 19092;
    public static final String CONTROLLER = "kafka-controller";
    public static final int USUAL_CONTROLLER_PORT = 19093;

    /** What a broker leaves in its folder when it ends in order; its controller knows then that it is gone. */
    private static final String CLEANLY_ENDED = ".kafka_cleanshutdown";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> after() {
        return List.of();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void prepare() {
        Path properties =
                PropertiesFile.write(properties(), BrokerProperties.of(port, controllerPort, data().toString()));
        PropertiesFile.write(logging(), BrokerProperties.logging());
        if (!Files.exists(data().resolve("meta.properties"))) {
            format(properties);
        } else if (!Files.exists(data().resolve(CLEANLY_ENDED))) {
            fenceFormer();
        }
    }

    private void format(Path properties) {
        Command.run(
                "Formatting the Kafka data directory",
                java().run(
                                "kafka.tools.StorageTool",
                                "format",
                                "--standalone",
                                "--ignore-formatted",
                                "-t",
                                Uuid.randomUuid().toString(),
                                "-c",
                                properties.toString()),
                home.log(NAME),
                Duration.ofSeconds(60));
    }

    private void fenceFormer() {
        Path properties = PropertiesFile.write(
                home.config().resolve("kafka-controller.properties"),
                BrokerProperties.ofController(controllerPort, data().toString()));
        Command.run(
                "Fencing the Kafka broker that crashed",
                java(checkout.classes() + File.pathSeparator + libraries())
                        .run(FormerBroker.class.getName(), properties.toString()),
                home.log(NAME),
                FormerBroker.PATIENCE.plusSeconds(10));
    }

    @Override
    public ProcessSpec process() {
        return new ProcessSpec(
                NAME,
                java().archive(home.data("archives").resolve("kafka.jsa"))
                        .run("kafka.Kafka", properties().toString()),
                home.log(NAME),
                bootstrapServers());
    }

    private String libraries() {
        return checkout.libraries().resolve("*").toString();
    }

    private JavaCommand java() {
        return java(libraries());
    }

    private JavaCommand java(String classPath) {
        return JavaCommand.heap("512m")
                .classPath(classPath)
                .property("log4j2.configurationFile", logging().toUri().toString());
    }

    @Override
    public boolean isReady() {
        return topics.isReachable(bootstrapServers());
    }

    @Override
    public void settle() {
        topics.create(bootstrapServers());
    }

    private Path data() {
        return home.data(NAME).resolve("data");
    }

    private Path properties() {
        return home.config().resolve("kafka.properties");
    }

    private Path logging() {
        return home.config().resolve("kafka-log4j2.properties");
    }
}
