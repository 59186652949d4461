package io.mailroom.auth.consent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where browsers find this service, and how long a consent may take. */
@ConfigMapping(prefix = "mailroom")
public interface ConsentConfig {
    /** As browsers see it; {@code /callback} under it is the redirect URI to register. */
    URI publicUrl();

    Connect connect();

    /** Lifetimes of the way through the browser. */
    interface Connect {
        /** How long a link may wait to be opened. */
        @WithDefault("PT1H")
        Duration linkLife();

        /** How long an administrator's link may wait: administrators are not at hand. */
        @WithDefault("P7D")
        Duration adminLinkLife();

        /** How long signing in may take once it was opened. */
        @WithDefault("PT10M")
        Duration stateLife();
    }
}
