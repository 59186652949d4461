package io.mailroom.auth.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** Where workers are served. */
@ConfigMapping(prefix = "mailroom.internal")
public interface InternalConfig {
    /** A port for {@code /internal} alone, which the public port then refuses; without it both share one port. */
    OptionalInt port();

    /** The address that port listens on. */
    @WithDefault("0.0.0.0")
    String host();
}
