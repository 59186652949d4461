package io.mailroom.auth.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Requests a minute, by each replica. An address behind a proxy is known only if {@code quarkus.http.proxy} trusts it. */
@ConfigMapping(prefix = "mailroom.limits")
public interface RateLimitConfig {
    /** Links opened and sign-ins finished from one address. */
    @WithDefault("60")
    int browserPerAddress();

    /** The same from all addresses together. */
    @WithDefault("6000")
    int browserInAll();

    /** Links that one client asks for. */
    @WithDefault("600")
    int linksPerClient();
}
