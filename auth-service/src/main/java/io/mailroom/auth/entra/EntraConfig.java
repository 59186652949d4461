package io.mailroom.auth.entra;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Mailroom's registration at the identity platform, and where that platform is. */
@ConfigMapping(prefix = "mailroom.entra")
public interface EntraConfig extends CredentialConfig {
    /** The longest that one call to the identity platform may take, from connecting to the last byte of its answer. */
    @WithDefault("PT10S")
    Duration deadline();

    /** A cloud is a set of hosts and a scope prefix that belong together; a connection never leaves its own. */
    Map<String, CloudProfile> clouds();

    /** The hosts of one cloud. */
    interface CloudProfile {
        URI loginUrl();

        /** Root of Graph; {@code /v1.0} is added if it is not there. */
        URI graphUrl();

        /** What stands before a permission's name in {@code scope}, such as {@code https://graph.microsoft.com/}. */
        String scopePrefix();

        /** Mailroom's own application in this cloud; without it the common one is used. */
        Optional<CredentialConfig> registration();

        /** Paths on the login host; only a server that is not Entra needs others. */
        Endpoints endpoints();
    }

    /** Each begins with a slash; {@code <tenant>} stands for the tenant. The defaults are Entra's (v2.0). */
    interface Endpoints {
        @WithDefault("/<tenant>/oauth2/v2.0/authorize")
        String authorize();

        @WithDefault("/<tenant>/oauth2/v2.0/token")
        String token();

        @WithDefault("/<tenant>/v2.0/adminconsent")
        String adminConsent();

        @WithDefault("/<tenant>/discovery/v2.0/keys")
        String keys();

        @WithDefault("/<tenant>/v2.0")
        String issuer();
    }
}
