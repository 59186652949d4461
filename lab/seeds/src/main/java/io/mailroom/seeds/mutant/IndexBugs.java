package io.mailroom.seeds.mutant;

import io.mailroom.seeds.disk.Disk;
import io.mailroom.seeds.disk.ThroughIndex;
import io.mailroom.worker.index.Found;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.journal.StateReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What can be wrong with where entries of the journal stand. */
final class IndexBugs {
    private static final int WRITTEN_AT_ONCE = 6;
    private static final long LAST_OFFSET = (1L << 48) - 1;
    private static final long FIRST_BITS = 0xFC00_0000_0000_0000L;

    private IndexBugs() {}

    static Bug each(UnaryOperator<OffsetIndex> wrong) {
        return Port.DISK.with(opener -> (topic, partition, id) -> wrong.apply(opener.open(topic, partition, id)));
    }

    /** Entries go to the disk some at a time, the position at once. */
    static OffsetIndex writtenLate(OffsetIndex index) {
        return new ThroughIndex(index) {
            private final Map<IndexKey, Found> late = new LinkedHashMap<>();

            @Override
            public Optional<Found> find(IndexKey key) {
                return Optional.ofNullable(late.get(key)).or(() -> super.find(key));
            }

            @Override
            public void put(IndexKey key, long offset, boolean finished) {
                late.merge(key, new Found(offset, finished), (old, now) -> old.offset() > now.offset() ? old : now);
                if (late.size() >= WRITTEN_AT_ONCE) {
                    late.forEach((each, found) -> super.put(each, found.offset(), found.finished()));
                    late.clear();
                }
            }

            @Override
            public void remove(IndexKey key, long offset) {
                late.remove(key);
                super.remove(key, offset);
            }
        };
    }

    static OffsetIndex positionOfTheNewest(OffsetIndex index) {
        return new ThroughIndex(index) {
            @Override
            public void put(IndexKey key, long offset, boolean finished) {
                super.put(key, offset, finished);
                super.takenIn(offset + 1);
            }
        };
    }

    static OffsetIndex upToDate(OffsetIndex index, String topic, int partition, StateReader reader) {
        if (index.position() > 0) {
            index.takenIn(reader.since(topic, partition, Instant.MAX));
        }
        return index;
    }

    /** Whatever lies there is opened. */
    static StateIndexes.Opener ofWhateverTopic(StateIndexes.Opener opener) {
        return (topic, partition, _) -> opener.open(topic, partition, Disk.BEFORE);
    }

    static OffsetIndex newestRead(OffsetIndex index) {
        return new ThroughIndex(index) {
            @Override
            public void put(IndexKey key, long offset, boolean finished) {
                super.remove(key, LAST_OFFSET);
                super.put(key, offset, finished);
            }
        };
    }

    static OffsetIndex swallowing(OffsetIndex index) {
        return new ThroughIndex(index) {
            @Override
            public Optional<Found> find(IndexKey key) {
                try {
                    return super.find(key);
                } catch (IndexBroken e) {
                    return Optional.empty();
                }
            }

            @Override
            public void put(IndexKey key, long offset, boolean finished) {
                swallow(() -> super.put(key, offset, finished));
            }

            @Override
            public void takenIn(long upTo) {
                swallow(() -> super.takenIn(upTo));
            }

            private void swallow(Runnable use) {
                try {
                    use.run();
                } catch (IndexBroken e) {
                    // Goes on as if it had been stored: that is the bug.
                }
            }
        };
    }

    static OffsetIndex neverBroken(OffsetIndex index) {
        return new ThroughIndex(index) {
            @Override
            public boolean isBroken() {
                return false;
            }
        };
    }

    static OffsetIndex shortKeys(OffsetIndex index) {
        return new ThroughIndex(index) {
            @Override
            public Optional<Found> find(IndexKey key) {
                return super.find(cut(key));
            }

            @Override
            public void put(IndexKey key, long offset, boolean finished) {
                super.put(cut(key), offset, finished);
            }

            @Override
            public void remove(IndexKey key, long offset) {
                super.remove(cut(key), offset);
            }

            private IndexKey cut(IndexKey key) {
                return new IndexKey(key.high() & FIRST_BITS, 0);
            }
        };
    }
}
