package io.mailroom.worker.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything an operator can set; docs/operations.md says what each means. A key that stands here under no name stops the
 * start.
 */
@ConfigMapping(prefix = "mailroom")
public interface WorkerConfig {
    Worker worker();

    Lease lease();

    Send send();

    Graph graph();

    Intake intake();

    Commit commit();

    Park park();

    Limits limits();

    Journal journal();

    Topics topics();

    interface Worker {
        String name();

        @WithDefault("mailroom-workers")
        String group();

        @WithDefault("PT5M")
        Duration stalledAfter();

        @WithDefault("PT10S")
        Duration drain();
    }

    interface Lease {
        URI authService();

        @WithDefault("PT2M")
        Duration minValidity();
    }

    interface Send {
        @WithDefault("PT10S")
        Duration deadline();

        @WithDefault("PT3M")
        Duration settle();

        /** After this long Exchange has moved a mail that it took to Sent Items; so long a throttled send is waited out. */
        @WithDefault("PT30S")
        Duration pickUp();

        @WithDefault("PT10S")
        Duration lookAgain();

        @WithDefault("PT30S")
        Duration confirmWithin();

        @WithDefault("20")
        int attempts();

        @WithDefault("PT30S")
        Duration longestWait();
    }

    interface Graph {
        @WithDefault("PT100S")
        Duration timeout();
    }

    interface Intake {
        @WithDefault("1000")
        int records();

        @WithDefault("6000")
        int slowRecords();

        @WithDefault("PT2S")
        Duration slowAfter();

        @WithDefault("134217728")
        long bytes();

        @WithDefault("PT2M")
        Duration loadWithin();
    }

    interface Park {
        @WithDefault("8")
        int depth();

        @WithDefault("PT5M")
        Duration recheck();

        @WithDefault("PT24H")
        Duration reconnectWithin();
    }

    interface Limits {
        @WithDefault("4")
        int callsAtOnce();

        @WithDefault("30")
        int sends();

        @WithDefault("PT60S")
        Duration window();
    }

    interface Journal {
        @WithDefault("P30D")
        Duration window();

        Optional<Path> directory();
    }

    interface Topics {
        @WithDefault("PT5S")
        Duration lookEvery();
    }

    interface Commit {
        @WithDefault("PT0.005S")
        Duration gather();

        @WithDefault("1000")
        int largest();

        @WithDefault("PT10S")
        Duration transactionTimeout();
    }
}
