package io.mailroom.worker.intake;

import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.record.RawRecord;
import java.util.Map;
import java.util.Set;

/** Who takes what the intake brings. All calls come from the polling thread, one at a time. */
public interface PartitionFlow {
    /**
     * What is known of a partition that this worker has got.
     *
     * @param position where its records start
     * @param partitionsOfTopic how many the topic has, which decides where a key is at home
     */
    record Assigned(Position position, int partitionsOfTopic) {}

    /** The group gives these partitions to this worker; each is {@link #assigned} once it is not {@link #held}. */
    void given(Set<Place> places);

    /**
     * Whether that partition may not be worked for now. Asked before it is assigned and again and again; what is owned
     * when it comes to be held is {@link #lost}, and assigned anew later.
     */
    boolean held(Place place);

    /** Kafka's id of the topic that partition is in, as it was looked at last; empty if it is not known. */
    String topicId(Place place);

    /** The records of that partition cannot be read: whoever it belongs to is held. */
    void unreadable(Place place, String why);

    /** These partitions of one client belong to this worker from now on, and are taken over from here; returns at once. */
    void assigned(Map<Place, Assigned> partitions);

    /** How far the takeover of a partition is. */
    enum TakenOver {
        UNDER_WAY,
        /** Its records may come. */
        DONE,
        /** It is held, and assigned anew when it is held no more. */
        FAILED
    }

    /** Asked again and again of what was assigned, until it is under way no more. */
    TakenOver takenOver(Place place);

    /** These partitions will belong to somebody else as soon as this returns. */
    void revoked(Set<Place> places);

    /** These partitions belong to somebody else already, or are held. */
    void lost(Set<Place> places);

    void record(RawRecord record);

    /** Whether enough is under way, so that no more should be read. */
    boolean full();
}
