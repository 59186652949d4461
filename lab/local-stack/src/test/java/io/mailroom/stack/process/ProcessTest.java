package io.mailroom.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.time.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    @TempDir
    private Path folder;

    private Running launch(Launcher launcher, String... command) {
        return launcher.launch(new ProcessSpec("sleeper", List.of(command), folder.resolve("log"), "none"));
    }

    @Nested
    class A_launched_process {
        @Test
        void is_found_again_by_its_run_file() {
            RunFiles runFiles = new RunFiles(new StackHome(folder));
            Running running = launch(new Launcher(runFiles), "sleep", "60");

            try {
                assertThat(runFiles.read("sleeper")).hasValueSatisfying(found -> {
                    assertThat(found.pid()).isEqualTo(running.pid());
                    assertThat(found.isAlive()).isTrue();
                });
            } finally {
                Termination.kill(running);
            }
        }

        @Test
        void ends_with_its_children() {
            Running running =
                    launch(new Launcher(new RunFiles(new StackHome(folder))), "sh", "-c", "sleep 61 & sleep 61");
            ProcessHandle parent = running.handle().orElseThrow();
            List<ProcessHandle> family = parent.descendants().toList();

            Termination.kill(running);

            assertThat(running.isAlive()).isFalse();
            assertThat(family).noneMatch(Liveness::isAlive);
        }

        @Test
        @EnabledOnOs(OS.LINUX) // where the state of a process can be read
        void stands_still_and_goes_on_with_its_children() {
            Running running = launch(new Launcher(new RunFiles(new StackHome(folder))), "sh", "-c", "sleep 62; true");
            assertThat(soon(() -> running.handle()
                            .orElseThrow()
                            .children()
                            .anyMatch(child -> child.info().command().orElse("").endsWith("sleep"))))
                    .as("the child is what it will be")
                    .isTrue();
            List<ProcessHandle> family = Stream.concat(
                            running.handle().stream(),
                            running.handle().orElseThrow().descendants())
                    .toList();
            try {
                Signal.send(running, "STOP");
                assertThat(soon(() -> family.stream().allMatch(process -> state(process) == 'T')))
                        .isTrue();

                Signal.send(running, "CONT");
                assertThat(soon(() -> family.stream().noneMatch(process -> state(process) == 'T')))
                        .isTrue();
            } finally {
                Termination.crash(running);
            }
            assertThat(family).hasSize(2).noneMatch(Liveness::isAlive);
        }

        private static char state(ProcessHandle process) {
            try {
                return Liveness.state(Files.readString(Path.of("/proc/%d/stat".formatted(process.pid()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void is_killed_when_it_does_not_listen() {
            Running running = launch(
                    new Launcher(new RunFiles(new StackHome(folder))),
                    "sh",
                    "-c",
                    "trap '' TERM; while :; do sleep 0.05; done");
            boolean trapped = awaitChild(running);

            boolean polite = Termination.ask(running, Duration.ofMillis(300));

            assertThat(trapped).isTrue();
            assertThat(polite).isFalse();
            assertThat(running.isAlive()).isFalse();
        }

        /** Once its first child runs, the trap is set. */
        private static boolean awaitChild(Running running) {
            return soon(
                    () -> running.handle().orElseThrow().children().findAny().isPresent());
        }

        private static boolean soon(BooleanSupplier so) {
            return Waiting.until(Duration.ofSeconds(10), so);
        }
    }

    @Nested
    class A_pid_that_was_given_to_another_process {
        @Test
        void is_not_taken_for_ours() {
            ProcessHandle self = ProcessHandle.current();
            Running stranger = new Running(
                    "kafka",
                    self.pid(),
                    self.info().startInstant().orElseThrow().minusSeconds(60),
                    "log",
                    "url");

            assertThat(stranger.isAlive()).isFalse();
        }
    }

    @Nested
    class A_closed_launcher {
        @Test
        void starts_nothing_more() {
            Launcher launcher = new Launcher(new RunFiles(new StackHome(folder)));
            launcher.close();

            assertThatThrownBy(() -> launch(launcher, "sleep", "60")).isInstanceOf(StackFailure.class);
        }
    }

    @Nested
    class The_state_of_a_process {
        @Test
        void stands_behind_a_name_that_may_hold_anything() {
            assertThat(Liveness.state("12 (a) (b c) Z 1 2")).isEqualTo('Z');
        }
    }
}
