package io.mailroom.auth.connect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who may ask for connections, and where browsers find this service. */
@ConfigMapping(prefix = "mailroom")
public interface ConnectConfig {
    /** As browsers see it; {@code /callback} under it is the redirect URI to register. */
    URI publicUrl();

    /** The ERP backends by the name that stands in their topics. */
    Map<String, Client> clients();

    Connect connect();

    /** One ERP backend. */
    interface Client {
        /** What its tokens carry as {@code azp}. */
        String clientId();

        /** Where a browser may be sent when consent is done; compared whole, character by character. */
        List<String> returnUrls();

        /** The cloud in which its users' mailboxes live. */
        @WithDefault("global")
        String cloud();
    }

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
