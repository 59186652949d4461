package io.mailroom.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.seeds.mutant.Bug;
import io.mailroom.seeds.run.Seed;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What one process reports, another can show: {@code --seed} would be of no use otherwise. */
class OtherProcessTest {
    private static final int SEEDS = 40;

    /** The other process. */
    public static void main(String[] args) {
        java.util.logging.LogManager.getLogManager().reset();
        hashes().forEach(System.out::println);
        System.exit(0);
    }

    private static List<String> hashes() {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> seed + " " + Seed.run(seed, Bug.NONE, false).hash())
                .toList();
    }

    @Test
    void each_seed_goes_the_same_way_there() throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // So that it comes to these seeds by another way than this one.
        command.add("-Xshare:off");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherProcessTest.class.getName()));
        Process other = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(other.inputReader().lines()).containsExactlyElementsOf(hashes());
        assertThat(other.waitFor()).isZero();
    }
}
