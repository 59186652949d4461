package io.mailroom.bench.journal;

import io.mailroom.stack.home.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** What a worker and the broker keep. */
record Disk(StackHome home, String worker) {
    /** Of what the worker keeps beside the journal. */
    double indexMegabytes() {
        return megabytes(home.data(worker), "");
    }

    /** Of a topic at the broker, without the indexes of its segments, whose files are as large as they may become. */
    double megabytesOf(String topic) {
        try (Stream<Path> topics = Files.list(home.data("kafka").resolve("data"))) {
            return topics.filter(folder -> folder.getFileName().toString().startsWith(topic + "-"))
                    .mapToDouble(partition -> megabytes(partition, ".log"))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As on a new machine. Only while the worker does not run. */
    void lose() {
        try {
            Utils.delete(home.data(worker).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker may drop a segment meanwhile. */
    private static double megabytes(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                            .mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum()
                    / 1024.0
                    / 1024;
        } catch (IOException | UncheckedIOException e) {
            return Double.NaN;
        }
    }
}
