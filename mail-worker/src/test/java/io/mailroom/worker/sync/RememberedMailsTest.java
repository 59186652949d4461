package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.result.Ending;
import io.mailroom.worker.graph.DeltaItem;
import io.mailroom.worker.graph.DeltaPage;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.journal.StateUnreadable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What was announced is known to each next owner, whatever of it is on disk, in Kafka or nowhere. */
class RememberedMailsTest extends SyncRig {
    private static final String INBOX = IN.key();
    private static final String BUCKET = CursorKeys.bucket(INBOX, "");

    @Nested
    class A_folder_that_is_synced {
        @Test
        void costs_two_records_however_many_of_its_mails_fit_into_one() {
            folder.page(null, new DeltaPage(mails(0, Bucket.MOST), null, "d1"));

            run();

            assertThat(topic.keys()).containsExactly(INBOX, BUCKET);
        }

        @Test
        void is_read_from_what_was_just_written_and_not_from_kafka() {
            folder.page(null, new DeltaPage(mails(0, 500), "p2", null));
            folder.page("p2", new DeltaPage(mails(250, 750), null, "d1"));

            run();

            assertThat(announced).hasSize(750).doesNotHaveDuplicates();
            assertThat(topic.topics.reads()).isZero();
        }

        @Test
        void has_each_bucket_read_once_by_the_next_owner() {
            folder.page(null, new DeltaPage(mails(0, 500), null, "d1"));
            run();
            topic.cache.clear();
            resyncInPages();

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(0, 0));
            assertThat(topic.topics.reads()).isEqualTo(topic.keys().size());
        }

        private void resyncInPages() {
            folder.refuse("d1", 410, "SyncStateNotFound");
            for (int page = 0; page < 10; page++) {
                String next = page == 9 ? null : "p" + (page + 1);
                folder.page(
                        page == 0 ? null : "p" + page,
                        new DeltaPage(mails(50 * page, 50 * page + 50), next, next == null ? "d2" : null));
            }
        }
    }

    @Nested
    class A_mail_that_the_first_releases_have_announced {
        @Test
        void is_not_announced_again() {
            stands(INBOX, "{\"link\":\"d0\"}");
            topic.writeSingleMark(INBOX, "a");
            cursors = topic.takenOver();
            folder.page("d0", new DeltaPage(List.of(mail("a"), mail("b")), null, "d1"));

            assertThat(ending(run())).isEqualTo(new Ending.Synced(1, 0));
            assertThat(announced).containsExactly("b");
        }

        @Test
        void stands_in_a_bucket_once_a_sync_has_seen_it() {
            topic.writeSingleMark(INBOX, "a");
            cursors = topic.takenOver();
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));

            run();

            assertThat(topic.keys()).containsExactly(INBOX, BUCKET);
        }

        @Test
        void makes_a_large_folder_no_more_suspicious_when_it_is_read_again() {
            int pages = 3 * PagingLimits.MOST_BARREN;
            for (int page = 0; page < pages; page++) {
                List<DeltaItem> items = mails(2 * page, 2 * page + 2);
                items.forEach(item -> topic.writeSingleMark(INBOX, ((DeltaItem.Message) item).id()));
                String next = page == pages - 1 ? null : "p" + (page + 1);
                folder.page(page == 0 ? null : "p" + page, new DeltaPage(items, next, next == null ? "d1" : null));
            }
            cursors = topic.takenOver();

            assertThat(ending(run())).isEqualTo(new Ending.Synced(0, 0));
        }
    }

    @Nested
    class A_bucket {
        @Test
        void that_cannot_be_read_now_ends_the_attempt_and_announces_nothing() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.page("d1", new DeltaPage(List.of(mail("a"), mail("b")), null, "d2"));
            topic.cache.clear();
            topic.topics.breakDown(new TimeoutException("no leader"));

            assertThatThrownBy(() -> run("s2")).isInstanceOf(StateUnreadable.class);
            assertThat(announced).containsExactly("a");
            topic.topics.repair();
            run("s2");

            assertThat(announced).containsExactly("a", "b");
        }

        @Test
        void that_means_nothing_has_its_mails_announced_again_rather_than_never() {
            stands(BUCKET, "no bucket");
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));

            run();

            assertThat(announced).containsExactly("a");
            assertThat(Bucket.read(topic.value(BUCKET)).orElseThrow()).hasSize(1);
        }

        @Test
        void that_is_not_where_it_was_written_is_searched_in_the_topic() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            folder.page("d1", new DeltaPage(List.of(mail("b")), null, "d2"));
            run("s2");
            takenBackByTheBroker(BUCKET);
            folder.page("d2", new DeltaPage(List.of(mail("a"), mail("b")), null, "d3"));

            run("s3");

            assertThat(announced).containsExactly("a", "b", "b");
        }

        @Test
        void that_is_nowhere_any_more_was_never_written() {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            takenBackByTheBroker(BUCKET);
            folder.page("d1", new DeltaPage(List.of(mail("a")), null, "d2"));

            run("s2");

            assertThat(announced).containsExactly("a", "a");
        }

        private void takenBackByTheBroker(String key) {
            topic.topics.compactAway(topic.offset(key));
            topic.cache.clear();
        }
    }

    @Nested
    class A_partition_that_comes_back {
        @Test
        void brings_what_another_owner_has_announced_meanwhile() throws InterruptedException {
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));
            run();
            Cursors other = topic.takenOverByAnother();
            assertThat(BucketsPropertiesTest.announce(topic, other, List.of("a", "b")))
                    .containsExactly("b");
            cursors = topic.takenOver();
            folder.page("d1", new DeltaPage(List.of(mail("a"), mail("b"), mail("c")), null, "d2"));

            run("s2");

            assertThat(announced).containsExactly("a", "c");
        }
    }

    @Nested
    class What_another_client_has_in_the_partition {
        @Test
        void is_another_clients_own() {
            topic.write("erp2/c1/inbox", "{\"link\":\"theirs\"}".getBytes(StandardCharsets.UTF_8));
            topic.writeSingleMark("erp2/c1/inbox", "a");
            cursors = topic.takenOver();
            folder.page(null, new DeltaPage(List.of(mail("a")), null, "d1"));

            run();

            assertThat(announced).containsExactly("a");
            assertThat(topic.keys()).contains(SingleMark.key("erp2/c1/inbox", "a"), "erp2/c1/inbox");
        }
    }

    @Nested
    class An_index_that_is_behind {
        @Test
        void catches_up_and_no_split_bucket_comes_back() throws Exception {
            long before = topic.index.position();
            folder.page(null, new DeltaPage(mails(0, 100), "p2", null));
            folder.page("p2", new DeltaPage(mails(100, 200), null, "d1"));
            run();

            assertThat(topic.index.position()).isEqualTo(before);
            // Taken in again from the beginning, after what is newer: also the bucket that was split meanwhile.
            cursors = topic.takenOver();
            folder.refuse("d1", 410, "SyncStateNotFound");
            folder.page(null, new DeltaPage(mails(0, 200), null, "d2"));

            assertThat(ending(run("s2"))).isEqualTo(new Ending.Synced(0, 0));
        }

        @Test
        void may_even_know_a_bucket_that_was_split() {
            folder.page(null, new DeltaPage(mails(0, 100), null, "d1"));
            run();
            long old = topic.offset(BUCKET);
            folder.page("d1", new DeltaPage(mails(100, 200), null, "d2"));
            run("s2");
            topic.index.put(IndexKey.ofName(BUCKET.getBytes(StandardCharsets.UTF_8)), old, false);
            folder.page("d2", new DeltaPage(mails(0, 200), null, "d3"));

            assertThat(ending(run("s3"))).isEqualTo(new Ending.Synced(0, 0));
        }
    }

    private static List<DeltaItem> mails(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> mail("m" + i)).toList();
    }
}
