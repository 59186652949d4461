package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.LocalStack;
import io.mailroom.stack.Progress;
import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledPartsTest {
    @TempDir
    Path home;

    private LocalStack stack;

    @BeforeEach
    void start() {
        stack = LocalStack.start(
                StackOptions.in(Checkout.find(), new StackHome(home))
                        .withFreePorts()
                        .withoutServices(),
                Progress.SILENT);
    }

    @AfterEach
    void stop() {
        stack.stop();
        assertThat(stack.status()).isEmpty();
    }

    @Nested
    class A_stack_whose_postgres_and_broker_were_killed {
        @Test
        void has_all_that_was_committed_when_it_is_back() throws Exception {
            try (Connection database = database()) {
                database.createStatement().execute("create table kept (id int)");
                database.createStatement().execute("insert into kept values (42)");
                assertThat(setting(database, "fsync")).isEqualTo("on");
                assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            }
            try (var topics = new Topics(stack.info().kafka().bootstrapServers())) {
                topics.publish("c", "kept".getBytes(StandardCharsets.UTF_8), Map.of());
            }

            stack.kill("postgres");
            stack.kill("kafka");
            stack.start();

            try (Connection database = database();
                    ResultSet rows = database.createStatement().executeQuery("select id from kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
            try (var topics = new Topics(stack.info().kafka().bootstrapServers())) {
                assertThat(topics.await("mail.commands.erp", 1, record -> true)).hasSize(1);
            }
        }
    }

    private static String setting(Connection database, String name) throws SQLException {
        try (ResultSet row = database.createStatement().executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection database() throws SQLException {
        var postgres = stack.info().postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
