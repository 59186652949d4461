package io.mailroom.auth.lease;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tokens are lent. */
@ConfigMapping(prefix = "mailroom.lease")
public interface LeaseConfig {
    /** A lent token is good for at least this long, so that what is done with it never outlives it. */
    @WithDefault("PT5M")
    Duration minValidity();

    /** How long one replica may have a connection's refresh for itself; longer than one call to the identity platform. */
    @WithDefault("PT15S")
    Duration refreshLock();

    /** How long a lease waits for another replica's refresh; longer than the lock of one that was killed. */
    @WithDefault("PT20S")
    Duration patience();

    /** How long nobody asks after the identity platform refused Mailroom itself. */
    @WithDefault("PT30S")
    Duration breakerRest();

    /** How long a connection that waits for an administrator rests between two tries. */
    @WithDefault("PT5M")
    Duration recheck();

    /**
     * How long a connection rests after its token was renewed because Graph had refused it. A new token that is refused
     * in that time is told as refused: a mailbox that answers 401 for ever costs one refresh in each such time.
     */
    @WithDefault("PT5M")
    Duration renewalRest();

    /** Grants that nobody uses. */
    Idle idle();

    /** When they are refreshed nevertheless. */
    interface Idle {
        /** How often one replica looks for some, or {@code off}. */
        @WithDefault("PT1M")
        String every();

        /** Not refreshed for so long; with the spread well below Entra's 90 days. */
        @WithDefault("P30D")
        Duration after();

        /** Over how long they are spread. */
        @WithDefault("P14D")
        Duration spread();

        /** At most so many in one round. */
        @WithDefault("20")
        int atOnce();
    }
}
