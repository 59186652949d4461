package io.mailroom.stack.service;

import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.PropertiesFile;
import io.mailroom.stack.http.Http;
import io.mailroom.stack.part.Part;
import io.mailroom.stack.process.JavaCommand;
import io.mailroom.stack.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Quarkus package. All its configuration, secrets too, comes in a file that only the owner can read. */
public final class ServicePart implements Part {
    private final StackOptions options;
    private final String name;
    private final String module;
    private final int port;
    private final Map<String, String> properties;
    private final List<String> after;
    private final Runnable settle;

    /**
     * @param module the folder of the package in the checkout
     * @param settle what is done in it once it answers
     */
    public ServicePart(
            StackOptions options,
            String name,
            String module,
            int port,
            Map<String, String> properties,
            List<String> after,
            Runnable settle) {
        this.options = options;
        this.name = name;
        this.module = module;
        this.port = port;
        this.properties = new LinkedHashMap<>(properties);
        this.after = List.copyOf(after);
        this.settle = settle;
        this.properties.put("quarkus.http.host", "127.0.0.1");
        this.properties.put("quarkus.http.port", Integer.toString(port));
        this.properties.put("quarkus.console.color", "false");
    }

    @Override
    public String name() {
        return name;
    }

    public String module() {
        return module;
    }

    @Override
    public List<String> after() {
        return after;
    }

    @Override
    public void prepare() {
        PropertiesFile.write(file(), properties);
    }

    @Override
    public ProcessSpec process() {
        List<String> command = JavaCommand.heap("512m")
                .property("quarkus.config.locations", file().toUri().toString())
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
                .jar(options.checkout().service(module));
        return new ProcessSpec(name, command, options.home().log(name), "http://localhost:" + port);
    }

    @Override
    public boolean isReady() {
        return Http.get("http://127.0.0.1:%d/q/health/ready".formatted(port), Duration.ofSeconds(2))
                .filter(reply -> reply.statusCode() == 200)
                .isPresent();
    }

    @Override
    public void settle() {
        settle.run();
    }

    private Path file() {
        return options.home().config().resolve(name + ".properties");
    }
}
