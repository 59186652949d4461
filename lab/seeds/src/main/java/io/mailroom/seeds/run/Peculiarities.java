package io.mailroom.seeds.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.broker.Topics;
import io.mailroom.seeds.disk.Disk;
import io.mailroom.seeds.erp.Backend;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.session.Core;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What not every seed has.
 *
 * @param second a second client, whose topics come and go
 * @param sizes large records, garbage, and topics that take less than they should
 * @param crowded little room, and mailboxes that take long or do not answer
 * @param failingReads one question in so many about what stands in Kafka fails; 0 for none
 * @param clocks what is wrong with them
 * @param slowReading how long a takeover pauses at most after every few records
 * @param usesOfDisks one of so many uses of a disk fails; 0 for none
 * @param oldDisks whether disks are exchanged for some that were used for other topics
 * @param longLived much is published again and much goes wrong an hour later, when nothing is recent any more
 */
record Peculiarities(
        boolean second,
        boolean sizes,
        boolean crowded,
        int failingReads,
        Clocks clocks,
        Duration slowReading,
        int usesOfDisks,
        boolean oldDisks,
        boolean longLived) {
    private static final List<String> SLOW = List.of("s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7");
    /** Each slow or faulty mailbox may have a send and a sync in hand. */
    private static final int ROOM_FOR_SLOW = 2 * (SLOW.size() + 4);

    private static final long KEPT = Backend.LARGEST + 16_000;

    static Peculiarities of(World world) {
        return new Peculiarities(
                world.oneIn(3),
                world.oneIn(3),
                world.oneIn(6),
                world.oneIn(4) ? 2 + world.chance().nextInt(8) : 0,
                Clocks.of(world),
                world.oneIn(3) ? Duration.ofSeconds(4) : Duration.ZERO,
                world.oneIn(6) ? 120 : 0,
                world.oneIn(4),
                world.oneIn(4));
    }

    /** Whether all that was written down is read at once and can be remembered. */
    boolean readsWell() {
        return failingReads == 0 && slowReading.isZero() && usesOfDisks == 0;
    }

    /** How long after everything begins something may still befall. */
    Duration troubledFor() {
        return longLived ? Duration.ofMinutes(50) : Duration.ofMinutes(4);
    }

    Core.Limits limits() {
        return crowded ? Worker.limits(6, ROOM_FOR_SLOW) : Worker.limits(30, 30);
    }

    List<Disk> disks(World world, int workers) {
        var disks = new ArrayList<Disk>();
        for (int i = 0; i < workers; i++) {
            var disk = new Disk(world, oldDisks);
            if (usesOfDisks > 0) {
                disk.failWithin(usesOfDisks);
            }
            disks.add(disk);
        }
        return disks;
    }

    /** Some of what is published there does not fit elsewhere. */
    void sizeTopics(World world, Topics topics, List<ClientName> clients) {
        if (!sizes) {
            return;
        }
        topics.takeAtMost(TopicNames.PARKED, any(world, KEPT, KEPT, 50_000));
        for (ClientName client : clients) {
            topics.takeAtMost(TopicNames.dead(client), any(world, KEPT, 90_000, 50_000));
            // It was larger when the records were published that are to be moved.
            topics.takeAtMost(TopicNames.commands(client), any(world, Backend.LARGEST, Backend.LARGEST, 60_000));
        }
    }

    private static long any(World world, long... of) {
        return of[world.chance().nextInt(of.length)];
    }

    void crowd(Backend backend, Surroundings around, Troubles troubles) {
        if (!crowded) {
            return;
        }
        backend.crowd(SLOW, 3, Duration.ofSeconds(40));
        backend.crowd(List.of(Seed.HEALTHY), 4, Duration.ofSeconds(90));
        for (String mailbox : SLOW) {
            Duration howLong = around.world().between(Duration.ofMinutes(1), Duration.ofMinutes(12));
            around.conditions().hang(mailbox + "@contoso.example", howLong);
            troubles.meanwhile(howLong, () -> {});
        }
    }
}
