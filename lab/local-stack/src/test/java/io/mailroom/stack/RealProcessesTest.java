package io.mailroom.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.process.Running;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL and the real broker, killed as a crash would kill them. */
class RealProcessesTest {
    @TempDir
    private static Path folder;

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.start(
                StackOptions.in(Checkout.find(), new StackHome(folder))
                        .withFreePorts()
                        .withoutServices(),
                Progress.SILENT);
    }

    @AfterAll
    static void stop() {
        List<ProcessHandle> family = stack.status().stream()
                .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                .flatMap(process ->
                        java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.descendants()))
                .toList();

        stack.stop();

        // The dead of this very process are only gone once it has taken note of them.
        assertThat(family)
                .hasSizeGreaterThan(2)
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5)));
        assertThat(stack.status()).isEmpty();
    }

    @Test
    void postgres_keeps_what_was_committed_before_a_kill() throws SQLException {
        execute("CREATE TABLE kept (what text)");
        execute("INSERT INTO kept VALUES ('committed')");
        Running before = stack.part("postgres");

        stack.kill("postgres");
        Running after = stack.restart("postgres");

        assertThat(after.pid()).isNotEqualTo(before.pid());
        assertThat(query("SELECT what FROM kept")).isEqualTo("committed");
    }

    @Test
    void postgres_is_durable() throws SQLException {
        assertThat(query("SHOW fsync")).isEqualTo("on");
        assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
        assertThat(query("SHOW server_version")).startsWith("18.");
    }

    @Test
    void kafka_keeps_what_was_acknowledged_before_a_kill() throws Exception {
        produce("before the crash");

        stack.kill("kafka");
        stack.restart("kafka");

        assertThat(valuesOf(Broker.of(stack.info()), "mail.dead.erp")).containsExactly("before the crash");
    }

    @Test
    void kafka_keeps_every_transaction_that_was_acknowledged_before_a_kill() throws Exception {
        var producers = new CommittingProducers(Broker.of(stack.info()));
        try (producers) {
            producers.start();
            assertThat(producers.committed()).hasSizeGreaterThan(1000);
            producers.end();

            stack.crash("kafka");
            stack.restart("kafka");
        }

        assertThat(producers.read(Duration.ofSeconds(60))).containsAll(producers.committed());
    }

    @Test
    void a_second_start_leaves_the_living_alone() {
        List<Long> before = stack.status().stream().map(PartStatus::pid).toList();

        stack.start();

        assertThat(stack.status().stream().map(PartStatus::pid).toList()).isEqualTo(before);
    }

    @Test
    void a_second_start_gives_topics_the_settings_of_the_plan_again() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "mail.journal");
        var other = new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
        try (Admin admin = Broker.of(stack.info()).admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(other))).all().get();

            stack.start();

            assertThat(admin.describeConfigs(List.of(topic))
                            .values()
                            .get(topic)
                            .get()
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
        }
    }

    @Test
    void readers_see_what_was_committed_alone_unless_they_want_more() {
        var readers = Broker.of(stack.info());
        try (var producer = readers.with("transactional.id", "aborts").producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            Future<?> _ = producer.send(new ProducerRecord<>("mail.received.erp", "aborted".getBytes(UTF_8)));
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(valuesOf(readers, "mail.received.erp")).isEmpty();
        assertThat(valuesOf(readers.with("isolation.level", "read_uncommitted"), "mail.received.erp"))
                .containsExactly("aborted");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect() throws SQLException {
        StackInfo.Postgres postgres = stack.info().postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    private static void produce(String value) throws Exception {
        try (var producer = Broker.of(stack.info()).producer()) {
            producer.send(new ProducerRecord<>("mail.dead.erp", value.getBytes(UTF_8)))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> valuesOf(Broker broker, String topic) {
        var values = new ArrayList<String>();
        broker.read(topic, record -> values.add(new String(record.value(), UTF_8)));
        return values;
    }
}
