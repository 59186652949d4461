package io.mailroom.simulator.settings;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The simulator's own settings for one process; what tests switch at run time stands in the lab settings. */
@ConfigMapping(prefix = "simulator")
public interface SimulatorConfig {
    /** Where the state survives a restart; absent: it does not. */
    Optional<Path> stateFile();

    /** The address clients use, without a slash at the end; absent: what each request's Host header says. */
    Optional<String> publicUrl();
}
