package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.copyAsIfKilled;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class IndexPropertiesTest {
    sealed interface Step {
        /** A run of keys, so that tables grow and shrink within a few steps. */
        record Put(int firstKey, int keys, long offset, boolean finished) implements Step {}

        record Remove(int firstKey, int keys, long offset) implements Step {}

        record TakenIn(long position) implements Step {}

        record Expected(long end) implements Step {}

        record Reopened() implements Step {}

        record Killed() implements Step {}
    }

    @Property(tries = 60)
    void an_index_tells_what_a_map_would(@ForAll("steps") List<Step> steps) throws IOException {
        try (var rig = new Rig()) {
            for (Step step : steps) {
                rig.take(step);
            }
            rig.compare();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var first = Arbitraries.integers().between(0, 9_000);
        var keys = Arbitraries.integers().between(1, 5_000);
        var offset = Arbitraries.longs().between(0, 50);
        Arbitrary<Step> put = Combinators.combine(first, keys, offset, Arbitraries.of(true, false))
                .as(Step.Put::new);
        Arbitrary<Step> remove = Combinators.combine(first, keys, offset).as(Step.Remove::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, put),
                        Tuple.of(5, remove),
                        Tuple.of(1, offset.map(Step.TakenIn::new)),
                        Tuple.of(1, offset.map(Step.Expected::new)),
                        Tuple.of(1, Arbitraries.create(Step.Reopened::new)),
                        Tuple.of(1, Arbitraries.create(Step.Killed::new)))
                .list()
                .ofMaxSize(30);
    }

    private static final class Rig implements AutoCloseable {
        private final Path root = Files.createTempDirectory("indexes");
        private final Map<IndexKey, Found> model = new HashMap<>();
        private int life;
        private long position;
        private IndexDirectory directory = directory(root.resolve("0"));
        private OffsetIndex index = directory.open(IDENTITY);

        Rig() throws IOException {}

        void take(Step step) throws IOException {
            switch (step) {
                case Step.Put put -> {
                    for (int i = 0; i < put.keys(); i++) {
                        put(key(put.firstKey() + i), new Found(put.offset(), put.finished()));
                    }
                }
                case Step.Remove remove -> {
                    for (int i = 0; i < remove.keys(); i++) {
                        remove(key(remove.firstKey() + i), remove.offset());
                    }
                }
                case Step.TakenIn(long to) -> {
                    index.takenIn(to);
                    position = Math.max(position, to);
                }
                case Step.Expected(long end) -> index.expect(end);
                case Step.Reopened _ -> {
                    index.close();
                    index = directory.open(IDENTITY);
                }
                case Step.Killed _ -> {
                    Path next = root.resolve(Integer.toString(++life));
                    copyAsIfKilled(root.resolve(Integer.toString(life - 1)), next);
                    directory.close();
                    directory = directory(next);
                    index = directory.open(IDENTITY);
                }
            }
        }

        /** Some begin alike, and some with the last slot of a table. */
        private static IndexKey key(int number) {
            return switch (number % 97) {
                case 0 -> new IndexKey(0, number);
                case 1 -> new IndexKey(-1, number);
                default -> TestingIndexes.key(number);
            };
        }

        private void put(IndexKey key, Found found) {
            index.put(key, found.offset(), found.finished());
            model.merge(key, found, (known, now) -> now.offset() < known.offset() ? known : now);
        }

        private void remove(IndexKey key, long offset) {
            index.remove(key, offset);
            model.computeIfPresent(key, (_, known) -> known.offset() < offset ? null : known);
        }

        void compare() {
            for (int i = 0; i < 15_000; i++) {
                assertThat(index.find(key(i))).isEqualTo(Optional.ofNullable(model.get(key(i))));
            }
            assertThat(index.size()).isEqualTo(model.size());
            assertThat(index.position()).isEqualTo(position);
            assertThat(index.onDisk()).isTrue();
        }

        @Override
        public void close() throws IOException {
            directory.close();
            try (var files = Files.walk(root)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> {
                    try {
                        Files.delete(file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }
}
