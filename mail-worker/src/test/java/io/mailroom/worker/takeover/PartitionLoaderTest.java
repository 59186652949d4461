package io.mailroom.worker.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.journal.JournalCodec;
import io.mailroom.worker.journal.JournalEntry;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.journal.PayloadHash;
import io.mailroom.worker.journal.PreparedDraft;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.testing.TestingClock;
import io.mailroom.worker.testing.TestingHolds;
import io.mailroom.worker.testing.TestingTopics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartitionLoaderTest {
    private static final String ADELE = "adele@contoso.example";
    private static final ClientName ERP = new ClientName("erp");
    private static final JournalKey KEY = JournalKey.of(ERP, new ConnectionId("adele"), new CommandKey("/erp", "1"));
    private static final PayloadHash PAYLOAD = new PayloadHash("00");

    private final TestingClock clock = new TestingClock();
    private final TestingTopics topics = new TestingTopics();
    private final SendPace pace = new SendPace(30, Duration.ofMinutes(1));
    private final StateIndexes indexes = StateIndexes.inMemory();
    private final PartitionLoader takeOver = new PartitionLoader(topics, indexes, new TestingHolds(), pace, clock);

    @Nested
    class A_mail_that_the_former_owner_has_just_sent {
        private final Instant sent = clock.instant().minusSeconds(20).plusNanos(123_456_789);

        @Test
        void takes_one_of_the_thirty_of_its_mailbox_by_its_permission_and_its_result() throws Exception {
            journal(0, permission(sent));
            journal(1, result(sent));

            load(takeOver);

            assertThat(freePlaces()).isEqualTo(29);
        }

        @Test
        void takes_none_a_minute_after_its_result() throws Exception {
            Instant answered = clock.instant().minusSeconds(60);
            journal(0, sent, permission(sent.minusSeconds(60)));
            journal(1, answered, result(sent.minusSeconds(60)));

            load(takeOver);

            assertThat(freePlaces()).isEqualTo(30);
        }

        @Test
        void takes_none_two_minutes_after_its_permission() throws Exception {
            journal(0, permission(sent.minusSeconds(120)));

            load(takeOver);

            assertThat(freePlaces()).isEqualTo(30);
        }
    }

    @Nested
    class A_mail_that_was_sent_by_a_clock_two_hours_ahead {
        private final Instant ahead = clock.instant().plus(Duration.ofHours(2));

        @Test
        void is_counted_as_if_it_were_answered_now() throws Exception {
            journal(0, ahead, permission(ahead));
            journal(1, ahead, result(ahead));
            load(takeOver);

            clock.advance(Duration.ofMinutes(1));

            assertThat(freePlaces()).isEqualTo(30);
        }

        @Test
        void is_counted_as_if_it_were_permitted_now_while_it_has_no_answer() throws Exception {
            journal(0, ahead, permission(ahead));
            load(takeOver);

            clock.advance(Duration.ofMinutes(2));

            assertThat(freePlaces()).isEqualTo(30);
        }
    }

    @Nested
    class A_journal_that_was_taken_over_before {
        private final Instant sent = clock.instant().minusSeconds(20);

        @Test
        void is_read_only_from_there_on_and_nothing_of_it_is_missed() throws Exception {
            journal(0, result(sent));
            topics.put(new RawRecord(TopicNames.JOURNAL, 0, 1, sent, new byte[] {1}, new byte[] {1}, List.of()));
            load(takeOver);
            topics.compactAway(0);
            clock.advance(Duration.ofHours(1));

            assertThat(load(takeOver).journal().knows(KEY)).isTrue();
        }

        @Test
        void still_tells_what_its_mailboxes_have_just_sent() throws Exception {
            journal(0, permission(sent));
            load(takeOver);

            var later = new SendPace(30, Duration.ofMinutes(1));
            load(new PartitionLoader(topics, indexes, new TestingHolds(), later, clock));

            assertThat(IntStream.range(0, 40)
                            .filter(_ -> later.take(ADELE, clock.instant()).isEmpty())
                            .count())
                    .isEqualTo(29);
        }

        @Test
        void that_has_lost_its_end_since_is_read_anew() throws Exception {
            journal(0, result(sent));
            journal(7, result(sent));
            load(takeOver);
            topics.compactAway(7);

            assertThatThrownBy(() -> load(takeOver)).isInstanceOf(TimeoutException.class);
            load(takeOver);

            assertThat(indexes.of(TopicNames.JOURNAL, 0, "").position()).isOne();
        }

        @Test
        void while_another_client_takes_in_more_of_it_has_not_lost_its_end() throws Exception {
            journal(0, result(sent));

            takeOver.load(ERP, 0, record -> {
                if (record.offset() == 0) {
                    journal(1, permission(sent));
                    loadAnother();
                }
            });

            assertThat(indexes.of(TopicNames.JOURNAL, 0, "").position()).isEqualTo(2);
        }

        private void loadAnother() {
            try {
                takeOver.load(new ClientName("erp2"), 0, _ -> {});
            } catch (TimeoutException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void that_has_lost_its_end_ends_the_work_of_all_who_went_by_it() throws Exception {
            journal(7, permission(sent));
            PartitionLoader.State ofAnotherClient = load(takeOver);
            topics.compactAway(7);

            assertThatThrownBy(() -> load(takeOver)).isInstanceOf(TimeoutException.class);

            assertThatThrownBy(() -> ofAnotherClient.journal().knows(KEY)).isInstanceOf(IndexBroken.class);
        }
    }

    @Nested
    class Cursors_that_were_taken_over_before {
        @Test
        void are_read_only_from_there_on_whosever_they_are() throws Exception {
            cursor(0, "erp/c1/inbox");
            cursor(1, "erp2/c1/inbox");
            load(takeOver);
            cursor(2, "erp2/c1/inbox#");
            assertThat(offsets(ERP)).containsExactly(2L);

            assertThat(offsets(new ClientName("erp2"))).isEmpty();
            assertThat(indexes.of(TopicNames.CURSORS, 0, "").size()).isEqualTo(3);
        }

        @Test
        void that_have_lost_their_end_since_are_read_anew() throws Exception {
            cursor(0, "erp/c1/inbox");
            cursor(7, "erp/c1/inbox");
            load(takeOver);
            topics.compactAway(7);

            assertThatThrownBy(() -> load(takeOver)).isInstanceOf(TimeoutException.class);

            assertThat(offsets(ERP)).containsExactly(0L);
        }

        private List<Long> offsets(ClientName client) throws TimeoutException {
            var read = new ArrayList<Long>();
            takeOver.load(client, 0, record -> read.add(record.offset()));
            return read;
        }

        private void cursor(long offset, String key) {
            topics.put(new RawRecord(
                    TopicNames.CURSORS,
                    0,
                    offset,
                    clock.instant(),
                    key.getBytes(StandardCharsets.UTF_8),
                    new byte[] {1},
                    List.of()));
        }
    }

    private static PartitionLoader.State load(PartitionLoader takeOver) throws TimeoutException {
        return takeOver.load(ERP, 0, _ -> {});
    }

    private long freePlaces() {
        return IntStream.range(0, 40)
                .filter(_ -> pace.take(ADELE, clock.instant()).isEmpty())
                .count();
    }

    private static JournalEntry permission(Instant at) {
        return new JournalEntry.Sending(
                PAYLOAD, new PreparedDraft("draft", "drafts", null, null), ADELE, at, 1, null, false);
    }

    private static JournalEntry result(Instant submitted) {
        var timings = MailJson.object()
                .put("submittedAt", submitted.truncatedTo(ChronoUnit.MILLIS).toString());
        var data = MailJson.object().put("mailbox", ADELE).set("timings", timings);
        return new JournalEntry.Done(
                PAYLOAD,
                CloudEventBuilder.v1()
                        .withId("result")
                        .withSource(URI.create("/mailroom"))
                        .withType("io.mailroom.mail.result.v1")
                        .withData("application/json", JsonCloudEventData.wrap(data))
                        .build());
    }

    private void journal(long offset, JournalEntry entry) {
        journal(offset, clock.instant(), entry);
    }

    private void journal(long offset, Instant written, JournalEntry entry) {
        topics.put(new RawRecord(
                TopicNames.JOURNAL,
                0,
                offset,
                written,
                KEY.hex().getBytes(StandardCharsets.UTF_8),
                JournalCodec.write(entry),
                List.of()));
    }
}
