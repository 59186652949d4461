package io.mailroom.auth.boot;

import io.mailroom.auth.crypt.CryptConfig;
import io.mailroom.auth.keys.KeysCommand;
import io.mailroom.auth.store.Database;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.NoSuchElementException;

/** Reads the settings of the service (same files, same environment) without starting it. */
final class OperatorCommand {
    private static final String FILES = "quarkus.config.locations";

    private OperatorCommand() {}

    static int keys(String[] arguments, PrintStream out) {
        try {
            SmallRyeConfig config = settings();
            Database database = Database.at(
                    config.getValue("quarkus.datasource.jdbc.url", String.class),
                    config.getOptionalValue("quarkus.datasource.username", String.class)
                            .orElse(null),
                    config.getOptionalValue("quarkus.datasource.password", String.class)
                            .orElse(null));
            return new KeysCommand(config.getConfigMapping(CryptConfig.class), database, out, Clock.systemUTC())
                    .run(arguments);
        } catch (IOException e) {
            out.println("A file that " + FILES + " names cannot be read.");
            return 1;
        } catch (NoSuchElementException e) {
            out.println("quarkus.datasource.jdbc.url is not set.");
            return 1;
        }
    }

    private static SmallRyeConfig settings() throws IOException {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withValidateUnknown(false)
                .withMapping(CryptConfig.class);
        String files = System.getProperty(FILES, "");
        for (String file : files.split(",", -1)) {
            if (!file.isBlank()) {
                builder.withSources(
                        new PropertiesConfigSource(Path.of(file.strip()).toUri().toURL(), 350));
            }
        }
        return builder.build();
    }
}
