package io.mailroom.auth.client;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** Who may ask for connections. */
@ConfigMapping(prefix = "mailroom.clients")
public interface ClientsConfig {
    /** The ERP backends by the name that stands in their topics. */
    @WithParentName
    Map<String, Client> clients();

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
}
