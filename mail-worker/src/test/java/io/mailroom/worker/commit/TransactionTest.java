package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.record.Position;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TransactionTest {
    private static final Instant NOW = Instant.parse("2026-01-15T08:00:00.123Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void its_records_carry_the_workers_time_and_not_the_machines() {
        var partition = new PartitionOffsets("mail.commands.erp", 0, Position.at(0));
        JournalKey key = JournalKey.of(new ClientName("erp"), new ConnectionId("adele"), new CommandKey("/erp", "1"));

        boolean written = new Transaction(
                        producer, List.of(CommitRequest.writing(partition, List.of(new Fact.Forgotten(key)))), NOW)
                .write();

        assertThat(written).isTrue();
        assertThat(producer.history())
                .singleElement()
                .satisfies(record -> assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli()));
    }
}
