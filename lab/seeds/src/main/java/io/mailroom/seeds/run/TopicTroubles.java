package io.mailroom.seeds.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.broker.Topics;
import io.mailroom.seeds.erp.Backend;
import io.mailroom.seeds.world.World;
import java.time.Duration;

/** What befalls the topics of one client, once or twice; each time somebody repairs them. */
final class TopicTroubles {
    private final Surroundings around;
    private final Troubles troubles;
    private final ClientName client;
    private final World world;
    private final Topics topics;
    private final Backend backend;

    TopicTroubles(Surroundings around, Troubles troubles, Backend backend) {
        this.around = around;
        this.troubles = troubles;
        this.backend = backend;
        this.client = backend.client();
        this.world = around.world();
        this.topics = around.broker().settings();
    }

    /** Too few partitions there are only from the beginning on. */
    void begin() {
        if (world.oneIn(2)) {
            troubles.meanwhile(world.between(Duration.ofSeconds(5), Duration.ofMinutes(3)), this::madeAnew);
        }
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

    /** Somebody deletes the topic of the commands and makes it again, before anybody sees that it was gone. */
    private void madeAnew() {
        world.log("the topic of the commands of " + client + " is made anew");
        backend.topicDeleted();
        around.broker().makeAnew(TopicNames.commands(client));
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
