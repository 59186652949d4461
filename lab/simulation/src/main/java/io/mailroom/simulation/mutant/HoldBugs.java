package io.mailroom.simulation.mutant;

import io.mailroom.model.id.ClientName;
import io.mailroom.simulation.mutant.ReaderBugs.Through;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.topics.Holds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** What can be wrong with clients that are held and taken again. */
final class HoldBugs {
    private HoldBugs() {}

    static Holds everybody(Holds holds) {
        return new Holds() {
            @Override
            public Optional<String> of(ClientName client) {
                return holds.of(client).or(() -> holds.all().values().stream().findFirst());
            }

            @Override
            public Map<ClientName, String> all() {
                return holds.all();
            }

            @Override
            public void refused(ClientName client, String why) {
                holds.refused(client, why);
            }

            @Override
            public void look() {
                holds.look();
            }
        };
    }

    static PartitionFlow heldIf(PartitionFlow flow, BiPredicate<PartitionFlow, PartitionFlow.Place> held) {
        return new Through(flow) {
            @Override
            public boolean held(Place place) {
                return held.test(flow, place);
            }
        };
    }

    static PartitionFlow heldForEver(PartitionFlow flow) {
        var lost = new HashSet<PartitionFlow.Place>();
        return new Through(flow) {
            @Override
            public boolean held(Place place) {
                return super.held(place) || lost.contains(place);
            }

            @Override
            public void lost(Set<Place> places) {
                lost.addAll(places);
                super.lost(places);
            }
        };
    }

    static PartitionFlow notGivenUp(PartitionFlow flow) {
        return new Through(flow) {
            @Override
            public void lost(Set<Place> places) {}
        };
    }

    static PartitionFlow positionKept(PartitionFlow flow) {
        var first = new HashMap<PartitionFlow.Place, PartitionFlow.Assigned>();
        return new Through(flow) {
            @Override
            public boolean assigned(Map<Place, Assigned> partitions) {
                partitions.forEach(first::putIfAbsent);
                var kept = new HashMap<>(partitions);
                kept.replaceAll((place, _) -> first.get(place));
                return super.assigned(kept);
            }
        };
    }

    static StateReader readOnce(StateReader reader) {
        var first = new HashMap<Set<Integer>, List<RawRecord>>();
        return new StateReader() {
            @Override
            public void read(Collection<String> topics, Collection<Integer> partitions, Consumer<RawRecord> sink)
                    throws TimeoutException {
                Set<Integer> these = Set.copyOf(partitions);
                List<RawRecord> known = first.get(these);
                if (known == null) {
                    known = new ArrayList<>();
                    reader.read(topics, partitions, known::add);
                    first.put(these, known);
                }
                known.forEach(sink);
            }

            @Override
            public Optional<RawRecord> at(String topic, int partition, long offset) throws InterruptedException {
                return reader.at(topic, partition, offset);
            }
        };
    }
}
