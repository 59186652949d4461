package io.mailroom.chaos.second;

import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.plan.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the second client published, and what of it may be missing because a topic was deleted. Any thread. */
public final class SecondRecord {
    private final List<SecondCommand> commands = new ArrayList<>();
    private final Set<String> excused = new HashSet<>();
    private final List<Instant> healed = new ArrayList<>();
    private int changes;

    synchronized void published(SecondCommand command) {
        commands.add(command);
    }

    /** What has no result yet was deleted with its topic, or its result was. */
    synchronized void topicDeleted(List<ResultEvent> told) {
        Set<String> answered = new HashSet<>();
        told.forEach(one -> answered.add(one.command()));
        commands.stream()
                .map(SecondCommand::id)
                .filter(id -> !answered.contains(id))
                .forEach(excused::add);
    }

    synchronized void became(Shape shape) {
        changes++;
        if (shape == Shape.RIGHT) {
            healed.add(Instant.now());
        }
    }

    /** Those that must have a result in the end. */
    public synchronized List<SecondCommand> kept() {
        return commands.stream().filter(one -> !excused.contains(one.id())).toList();
    }

    /** Those that may have none. */
    public synchronized List<SecondCommand> excused() {
        return commands.stream().filter(one -> excused.contains(one.id())).toList();
    }

    /** How often the topics took another shape. */
    public synchronized int changes() {
        return changes;
    }

    /** When they had become right. */
    public synchronized List<Instant> healed() {
        return List.copyOf(healed);
    }
}
