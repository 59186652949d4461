package io.mailroom.stack.kafka;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.Kafka;

/**
 * A program of its own, run before a broker that crashed starts again: the controller alone, until it takes the former
 * broker for dead. A broker that comes back earlier leads its partitions in the name of the dead one, then has no leader
 * for any of them, and leads them again. Kafka 4.4.0 takes partitions without a leader for deleted and skips their
 * transaction markers, so that results are lost which a worker saw committed; and a group that loads twice may keep
 * half of its state.
 */
public final class FormerBroker {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /**
     * A broker that crashed before its first registration is not in the controller's books. Long, because books that are
     * still being read have no broker either.
     */
    private static final Duration NEVER_REGISTERED = Duration.ofSeconds(30);

    private FormerBroker() {}

    /** @param args the properties of a controller without a broker; see {@link BrokerProperties#ofController} */
    public static void main(String[] args) throws InterruptedException, JMException {
        Thread.ofPlatform().daemon().start(() -> Kafka.main(args));
        Instant until = Instant.now().plus(PATIENCE);
        boolean active = await("ActiveControllerCount", 1, until);
        await("FencedBrokerCount", 1, Instant.now().plus(NEVER_REGISTERED));
        System.exit(active && await("ActiveBrokerCount", 0, until) ? 0 : 1);
    }

    /** The gauges are named under "Monitoring" in Kafka's documentation. */
    private static boolean await(String gauge, int value, Instant until) throws InterruptedException, JMException {
        var name = new ObjectName("kafka.controller:type=KafkaController,name=" + gauge);
        while (Instant.now().isBefore(until)) {
            if (is(name, value)) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private static boolean is(ObjectName gauge, int value) throws JMException {
        try {
            return (int) ManagementFactory.getPlatformMBeanServer().getAttribute(gauge, "Value") == value;
        } catch (InstanceNotFoundException notYet) {
            return false;
        }
    }
}
