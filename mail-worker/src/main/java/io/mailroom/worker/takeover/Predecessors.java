package io.mailroom.worker.takeover;

import io.mailroom.worker.park.Stored;
import io.mailroom.worker.record.Position;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What was parked when another topic had the name of this one. Promise: it stands in the queue before everything of this
 * topic, in the order in which it stood, and never in the place of a record of this topic. Pure.
 */
public final class Predecessors {
    private Predecessors() {}

    /** The same commands, each at its place. */
    public static List<Stored> first(Collection<Stored> parked, String topicId) {
        List<Stored> before = inOrder(
                parked.stream().filter(stored -> elsewhere(stored, topicId)).toList());
        return Stream.concat(
                        IntStream.range(0, before.size())
                                .mapToObj(at -> before.get(at).at((long) at - before.size())),
                        parked.stream().filter(stored -> !elsewhere(stored, topicId)))
                .toList();
    }

    private static boolean elsewhere(Stored stored, String topicId) {
        return Position.differ(stored.topicId(), topicId);
    }

    /** Topic after topic, the one that was read first before the others; within one the offset says who was first. */
    private static List<Stored> inOrder(List<Stored> stored) {
        Map<String, Instant> firstRead = stored.stream()
                .collect(Collectors.toMap(
                        each -> each.topicId(),
                        each -> each.receivedAt(),
                        BinaryOperator.minBy(Comparator.<Instant>naturalOrder())));
        return stored.stream()
                .sorted(Comparator.<Stored, Instant>comparing(
                                each -> firstRead.getOrDefault(each.topicId(), Instant.MAX))
                        .thenComparing(each -> each.topicId())
                        .thenComparingLong(each -> each.offset()))
                .toList();
    }
}
