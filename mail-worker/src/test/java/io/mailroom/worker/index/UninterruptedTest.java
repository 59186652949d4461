package io.mailroom.worker.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninterruptedTest {
    @TempDir
    private Path path;

    private int runs;

    @Test
    void work_under_which_its_channel_was_closed_is_done_again() throws IOException {
        int written = Uninterrupted.run(() -> {
            if (runs++ == 0) {
                Thread.currentThread().interrupt();
            }
            return write();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).isOne();
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void work_of_an_interrupted_thread_is_done_once() throws IOException {
        Thread.currentThread().interrupt();
        int written = Uninterrupted.run(() -> {
            runs++;
            return write();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).isOne();
        assertThat(runs).isOne();
    }

    @Test
    void another_failure_is_told() {
        assertThatThrownBy(() -> Uninterrupted.run(() -> {
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private int write() throws IOException {
        try (var channel =
                FileChannel.open(path.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return channel.write(ByteBuffer.wrap(new byte[1]));
        }
    }
}
