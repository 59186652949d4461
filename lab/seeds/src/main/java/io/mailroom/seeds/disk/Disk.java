package io.mailroom.seeds.disk;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.seeds.broker.Broker;
import io.mailroom.seeds.world.World;
import io.mailroom.worker.index.OffsetIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The disk of one worker. Its files outlive each process: what a process has stored is there for the next one, as in a
 * file that is mapped into memory. What befalls them while no process runs is decided by the world's chance.
 */
public final class Disk {
    /** The topic that had the name before, whose offsets mean other records. */
    public static final String BEFORE = "topic-before";

    /** What befalls the disk the next time but so many that a process uses it. */
    private enum Failure {
        NONE,
        /** It gives back nothing more. */
        BREAKS,
        /** There is no room for a while, neither there nor in memory. */
        NO_ROOM,
        /** There is no room for the file, which is given up; the process goes on in memory. */
        FULL
    }

    private record File(String topic, int partition) {}

    private final World world;
    private final boolean exchanged;
    private final Map<File, IndexCopy> files = new HashMap<>();
    private Failure next = Failure.NONE;
    private int usesBefore;
    private Instant roomAgain = Instant.MIN;

    /** @param exchanged whether one that was used for other topics may take its place */
    public Disk(World world, boolean exchanged) {
        this.world = world;
        this.exchanged = exchanged;
    }

    /** What a partition's file is left with: of another topic it is of no use. */
    public OffsetIndex open(String topic, int partition, String topicId) {
        var file = new File(topic, partition);
        IndexCopy left = files.get(file);
        if (left == null || !left.topicId().equals(topicId)) {
            left = new IndexCopy(topicId);
            files.put(file, left);
        }
        return new DiskIndex(this, left);
    }

    /** While no process uses it: it stays, is lost, or comes back as it was some time ago, or only in part. */
    public void whileNobodyUsesIt() {
        if (exchanged && world.oneIn(2)) {
            world.log("a disk is exchanged for one that was used for other topics");
            usedForOtherTopics();
            return;
        }
        switch (world.chance().nextInt(8)) {
            case 0, 1 -> {
                world.log("a disk is lost");
                files.clear();
            }
            case 2, 3, 4 -> {
                world.log("a disk comes back as it was some time ago");
                files.replaceAll((_, file) -> file.before(world));
            }
            case 5 -> {
                world.log("of a disk not all comes back that had not been claimed yet");
                files.replaceAll((_, file) -> file.withoutSomeOfTheUnclaimed(world));
            }
            default -> {}
        }
    }

    private void usedForOtherTopics() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            for (String topic : List.of(TopicNames.JOURNAL, TopicNames.CURSORS)) {
                var older = new IndexCopy(BEFORE);
                older.add(new IndexCopy.TakenIn(1 + world.chance().nextInt(12)));
                files.put(new File(topic, partition), older);
            }
        }
    }

    /** One of these times it fails, in one of the ways in which disks do. */
    public void failWithin(int uses) {
        next = Failure.values()[1 + world.chance().nextInt(3)];
        usesBefore = world.chance().nextInt(uses);
    }

    /**
     * A process uses it.
     *
     * @return whether that goes well, as far as the whole disk is concerned
     */
    boolean works(IndexCopy file) {
        if (next == Failure.NONE || usesBefore-- > 0) {
            return true;
        }
        Failure now = next;
        next = Failure.NONE;
        world.log("a disk fails: " + now);
        switch (now) {
            case BREAKS -> {
                file.giveUp();
                return false;
            }
            case NO_ROOM -> roomAgain = world.now().plus(world.between(Duration.ofSeconds(1), Duration.ofMinutes(3)));
            case FULL -> file.giveUp();
            case NONE -> {}
        }
        return true;
    }

    boolean hasRoom() {
        return !world.now().isBefore(roomAgain);
    }
}
