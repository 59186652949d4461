package io.mailroom.simulation.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.simulation.broker.Topics;
import io.mailroom.simulation.world.World;
import java.time.Duration;

/** What befalls the topics of one client, once or twice; each time somebody repairs them. */
final class TopicTroubles {
    private final Surroundings around;
    private final Troubles troubles;
    private final ClientName client;
    private final World world;
    private final Topics topics;

    TopicTroubles(Surroundings around, Troubles troubles, ClientName client) {
        this.around = around;
        this.troubles = troubles;
        this.client = client;
        this.world = around.world();
        this.topics = around.broker().settings();
    }

    /** Too few partitions there are only from the beginning on. */
    void begin() {
        Topics.Fault[] faults = Topics.Fault.values();
        if (world.oneIn(4)) {
            wrong(Topics.Fault.FEW_PARTITIONS, Duration.ofMinutes(3));
            return;
        }
        for (int i = 0; i < 2; i++) {
            Topics.Fault fault = faults[world.chance().nextInt(faults.length - 1)];
            Duration from = Duration.ofMinutes(12L * i).plus(world.between(Duration.ZERO, Duration.ofSeconds(100)));
            troubles.meanwhile(from, () -> wrong(fault, Duration.ofMinutes(9)));
        }
    }

    private void wrong(Topics.Fault fault, Duration atMost) {
        world.log("topics of " + client + ": " + fault);
        topics.breakThose(client, fault);
        troubles.meanwhile(world.between(Duration.ofSeconds(2), atMost), () -> {
            world.log("topics of " + client + " are repaired");
            topics.repair(client);
            around.group().seePartitions();
        });
    }
}
