package io.mailroom.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.process.RunFiles;
import io.mailroom.stack.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
}
