package io.mailroom.worker.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything an operator can set. A key that stands here under no name stops the start. */
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
        /** Unique among the workers that run at a time: a second one of the same name fences the first. */
        String name();

        @WithDefault("mailroom-workers")
        String group();

        /** Not ready after so long with work waiting and nothing committed; longer than a doubt takes to resolve. */
        @WithDefault("PT5M")
        Duration stalledAfter();

        /** How long commands under way may take to end at a shutdown or rebalance. */
        @WithDefault("PT10S")
        Duration drain();
    }

    interface Lease {
        URI authService();

        /** A leased token is good for at least this long, so one Graph call never outlives it. */
        @WithDefault("PT2M")
        Duration minValidity();
    }

    interface Send {
        /** A permission to send in the journal is good for this long; whoever slept past it must not send. */
        @WithDefault("PT10S")
        Duration deadline();

        /** After this long no send can still be running; longer than the deadline and Graph's timeout together. */
        @WithDefault("PT3M")
        Duration settle();

        /** After this long Exchange has moved a mail that it took to Sent Items; so long a throttled send is waited out. */
        @WithDefault("PT30S")
        Duration pickUp();

        /** Between two looks at a mailbox that must agree before something is believed not to have happened. */
        @WithDefault("PT10S")
        Duration lookAgain();

        /** How long the sent item is looked for; after that the result goes out without its id. */
        @WithDefault("PT30S")
        Duration confirmWithin();

        /**
         * Failed attempts at a command, all calls together, before it fails. The waits between them double up to a
         * minute, so that this many take a quarter of an hour.
         */
        @WithDefault("20")
        int attempts();

        /** A command that has to wait longer than this leaves the memory and is told to the client as parked. */
        @WithDefault("PT30S")
        Duration longestWait();
    }

    interface Graph {
        /** One call, from its first byte to its last; longer than Microsoft's own gateway waits. */
        @WithDefault("PT100S")
        Duration timeout();
    }

    interface Intake {
        /** Records under way at once that came in or were begun just now. Above half of it, who waits waits in Kafka. */
        @WithDefault("1000")
        int records();

        /** Records under way at once beside those, of commands that take long: at most one of each queue of a mailbox. */
        @WithDefault("6000")
        int slowRecords();

        /** A command that takes longer than this takes nothing of the room of the others. */
        @WithDefault("PT2S")
        Duration slowAfter();

        /** Bytes of the records under way, all together; the slow ones may have as many again. */
        @WithDefault("134217728")
        long bytes();

        /** How long the journal may take to load when partitions are taken over. */
        @WithDefault("PT2M")
        Duration loadWithin();
    }

    interface Park {
        /** Commands of one mailbox in memory behind its first; more wait in Kafka. */
        @WithDefault("8")
        int depth();

        /** A connection that is not connected is asked for this often, if no event tells of it. */
        @WithDefault("PT5M")
        Duration recheck();

        /** So long after its receipt a command fails if the user has not signed in again. */
        @WithDefault("PT24H")
        Duration reconnectWithin();
    }

    interface Limits {
        /** Graph calls in flight for one mailbox. */
        @WithDefault("4")
        int callsAtOnce();

        /** Sends of one mailbox in any window. */
        @WithDefault("30")
        int sends();

        @WithDefault("PT60S")
        Duration window();
    }

    interface Journal {
        /** So long the same command is known again and gets its stored result; longer costs memory and disk. */
        @WithDefault("P30D")
        Duration window();

        /**
         * A directory of this worker alone where it keeps what it has read of the journal, 35 to 95 bytes for a command,
         * and of the cursors, 70 to 140 for a folder and 1 for a mail.
         * Kept over restarts it makes them fast; nothing of it is ever needed. Without one it is kept in memory outside of
         * the heap.
         */
        Optional<Path> directory();
    }

    interface Topics {
        /** How often the topics and the brokers' features are looked at; at most 30 s, so that a repair is noticed. */
        @WithDefault("PT5S")
        Duration lookEvery();
    }

    interface Commit {
        /** How long a transaction waits for company. */
        @WithDefault("PT0.005S")
        Duration gather();

        /** Requests in one transaction at most. */
        @WithDefault("1000")
        int largest();

        /** After this long the broker ends a transaction that its worker left open. */
        @WithDefault("PT10S")
        Duration transactionTimeout();
    }
}
