package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.process.JavaCommand;
import io.mailroom.stack.process.RunFiles;
import io.mailroom.stack.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
    @TempDir
    private Path folder;

    private StackHome home;
    private Path data;

    @BeforeEach
    void begin() throws Exception {
        home = new StackHome(folder.resolve("stack"));
        data = Files.writeString(home.data("kafka").resolve("data"), "data");
    }

    private void started(long pid, Instant startedAt) {
        new RunFiles(home).write(new Running("kafka", pid, startedAt, "kafka.log", "127.0.0.1:1"));
    }

    @Nested
    class Wiping {
        @Test
        void is_refused_while_a_process_of_the_stack_lives() {
            ProcessHandle self = ProcessHandle.current();
            started(self.pid(), self.info().startInstant().orElseThrow());

            assertThatThrownBy(() -> LocalStack.wipe(home))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(home.directory().toString())
                    .hasMessageContaining("kafka runs as process " + self.pid());
            assertThat(data).exists();
        }

        @Test
        void removes_a_stack_whose_process_number_belongs_to_another_process_by_now() {
            started(ProcessHandle.current().pid(), Instant.EPOCH);

            LocalStack.wipe(home);

            assertThat(home.directory()).doesNotExist();
        }
    }

    @Nested
    class A_folder_that_a_program_has_claimed {
        @Test
        void is_empty() {
            try (FreshHome claimed = FreshHome.claim(home.directory())) {
                assertThat(claimed.home()).isEqualTo(home);
                assertThat(home.directory()).doesNotExist();
            }
        }

        @Test
        void is_kept_from_all_others_until_the_program_ends() throws Exception {
            Process other = new ProcessBuilder(JavaCommand.heap("64m")
                            .classPath(System.getProperty("java.class.path"))
                            .run(Claiming.class.getName(), home.directory().toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var said = other.inputReader()) {
                assertThat(said.readLine()).isEqualTo("claimed");
                Path theirs = Files.writeString(home.data("kafka").resolve("data"), "theirs");

                assertThatThrownBy(() -> FreshHome.claim(home.directory()))
                        .isInstanceOf(StackFailure.class)
                        .hasMessage("Another program uses the folder %s. Try again when it has ended."
                                .formatted(home.directory()));
                assertThat(theirs).exists();
            } finally {
                other.destroyForcibly().waitFor();
            }
            FreshHome.claim(home.directory()).close();
        }

        @Test
        void is_free_again_after_a_claim_that_was_refused_for_what_lives_in_it() {
            ProcessHandle self = ProcessHandle.current();
            started(self.pid(), self.info().startInstant().orElseThrow());
            assertThatThrownBy(() -> FreshHome.claim(home.directory())).hasMessageContaining("kafka runs as process");

            new RunFiles(home).forget("kafka");
            FreshHome.claim(home.directory()).close();

            assertThat(data).doesNotExist();
        }
    }

    /** Claims a folder and keeps it until it is killed. */
    static final class Claiming {
        private Claiming() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (FreshHome _ = FreshHome.claim(Path.of(arguments[0]))) {
                System.out.println("claimed");
                new CountDownLatch(1).await();
            }
        }
    }
}
