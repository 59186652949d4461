package io.mailroom.seeds.mutant;

import io.mailroom.model.id.ClientName;
import io.mailroom.seeds.broker.Through;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.topics.Holds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** What can be wrong with clients that are held and taken again. */
final class HoldBugs {
    private HoldBugs() {}

    static Holds everybody(Holds holds) {
        return new ThroughHolds(holds) {
            @Override
            public Optional<String> of(ClientName client) {
                return super.of(client).or(() -> all().values().stream().findFirst());
            }
        };
    }

    static Holds firstIdKept(Holds holds) {
        var first = new HashMap<String, String>();
        return new ThroughHolds(holds) {
            @Override
            public Optional<String> topicId(String topic) {
                super.topicId(topic).ifPresent(id -> first.putIfAbsent(topic, id));
                return Optional.ofNullable(first.get(topic));
            }
        };
    }

    static PartitionFlow heldIf(PartitionFlow flow, BiPredicate<PartitionFlow, Place> held) {
        return new Through(flow) {
            @Override
            public boolean held(Place place) {
                return held.test(flow, place);
            }
        };
    }

    static PartitionFlow heldForEver(PartitionFlow flow) {
        var lost = new HashSet<Place>();
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
        var first = new HashMap<Place, PartitionFlow.Assigned>();
        return new Through(flow) {
            @Override
            public void assigned(Map<Place, Assigned> partitions) {
                partitions.forEach(first::putIfAbsent);
                var kept = new HashMap<>(partitions);
                kept.replaceAll((place, _) -> first.get(place));
                super.assigned(kept);
            }
        };
    }

    static StateReader readOnce(StateReader reader) {
        var first = new HashMap<Set<String>, List<RawRecord>>();
        return ReadBug.stretches(reader, (stretches, sink) -> {
            Set<String> these = stretches.stream()
                    .map(stretch -> stretch.topic() + stretch.partition())
                    .collect(Collectors.toSet());
            List<RawRecord> known = first.get(these);
            if (known == null) {
                known = new ArrayList<>();
                reader.read(stretches, known::add);
                first.put(these, known);
            }
            known.forEach(sink);
            return reader.read(stretches, _ -> {});
        });
    }

    /** All questions go on to others. */
    private static class ThroughHolds implements Holds {
        private final Holds holds;

        ThroughHolds(Holds holds) {
            this.holds = holds;
        }

        @Override
        public Optional<String> of(ClientName client) {
            return holds.of(client);
        }

        @Override
        public Map<ClientName, String> all() {
            return holds.all();
        }

        @Override
        public Optional<String> topicId(String topic) {
            return holds.topicId(topic);
        }

        @Override
        public Optional<Instant> lookedAt() {
            return holds.lookedAt();
        }

        @Override
        public void refused(ClientName client, String why) {
            holds.refused(client, why);
        }

        @Override
        public void look() {
            holds.look();
        }
    }
}
