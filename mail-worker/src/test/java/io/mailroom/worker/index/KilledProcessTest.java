package io.mailroom.worker.index;

import static io.mailroom.worker.index.TestingIndexes.IDENTITY;
import static io.mailroom.worker.index.TestingIndexes.directory;
import static io.mailroom.worker.index.TestingIndexes.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int[] LINES_BEFORE_THE_KILL = {1, 3, 10, 30, 60};

    @TempDir
    private Path path;

    /** Each life goes on where the index of the killed one says that it was. */
    @Test
    void a_killed_process_leaves_every_entry_below_the_position_that_it_claimed() throws Exception {
        for (int lines : LINES_BEFORE_THE_KILL) {
            long claimed = writeAndKill(lines);
            try (var directory = directory(path);
                    var index = directory.open(IDENTITY)) {
                long position = index.position();
                assertThat(position).isGreaterThanOrEqualTo(claimed);
                assertThat(missedBelow(index, position)).isZero();
            }
        }
    }

    @Test
    void a_record_that_is_taken_in_again_changes_nothing() throws Exception {
        writeAndKill(10);
        try (var directory = directory(path);
                var index = directory.open(IDENTITY)) {
            long end = index.position() + 2 * WritingProcess.AT_ONCE;
            for (long offset = index.position(); offset < end; offset++) {
                WritingProcess.takeIn(index, offset);
            }
            assertThat(LongStream.range(0, end)
                            .filter(offset -> !index.find(key(offset)).equals(WritingProcess.expected(offset, end)))
                            .count())
                    .isZero();
            assertThat(index.size())
                    .isEqualTo(LongStream.range(0, end)
                            .filter(offset ->
                                    WritingProcess.expected(offset, end).isPresent())
                            .count());
        }
    }

    private long writeAndKill(int lines) throws Exception {
        try (var process = new WritingProcess(path)) {
            String said = "";
            for (int i = 0; i < lines; i++) {
                said = process.next();
            }
            return Long.parseLong(process.kill().orElse(said));
        }
    }

    /** Keys whose newest record may be above the position are left out: they may be known from it, or not yet. */
    private static long missedBelow(OffsetIndex index, long position) {
        return LongStream.range(0, position)
                .filter(offset -> offset % 5 == 2 || offset + 3 < position)
                .filter(offset -> !index.find(key(offset)).equals(WritingProcess.expected(offset, position)))
                .count();
    }
}
