package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.index.IndexKey;
import io.mailroom.worker.index.OffsetIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mails cost that were announced. With {@code -Dfolders=10000} it tells the figures of ADR 0031. */
class AnnouncedMailSizeTest {
    private static final int FOLDERS = Integer.getInteger("folders", 500);
    private static final int MAILS = 100;
    private static final int PAGE = 50;
    private static final String LINK =
            "https://graph.microsoft.com/v1.0/me/mailFolders/inbox/messages/delta?$deltatoken=" + "x".repeat(300);

    private final CursorTopic topic = new CursorTopic();

    @Test
    void is_at_most_20_bytes_on_disk_a_mail_and_nothing_on_the_heap(TestReporter figures) throws InterruptedException {
        Cursors owner = topic.takenOver();
        for (int folder = 0; folder < FOLDERS; folder++) {
            fill(owner, folder(folder), MAILS);
        }
        long mails = (long) FOLDERS * MAILS;

        long before = heapInUse();
        Cursors next = topic.takenOverAnew();
        long heap = heapInUse() - before;

        figures.publishEntry(Map.of(
                "mails", mails + " in " + FOLDERS + " folders",
                "buckets", bytesOfBuckets() + " bytes in the topic",
                "positions", topic.bytes(key -> key.indexOf('#') < 0) + " bytes in the topic",
                "index", topic.index.bytes() + " bytes, " + topic.index.size() + " keys",
                "heap", heap + " bytes"));
        assertThat(next.mails(folder(0)).add("m0")).isFalse();
        assertThat(bytesOfBuckets() + topic.index.bytes()).isLessThanOrEqualTo(20 * mails);
        // Of which most is what a table begins with; the first releases took some 170 bytes for each mail.
        assertThat(heap).isLessThan(Math.max(2_000_000, 200 * FOLDERS));
    }

    @ParameterizedTest
    @CsvSource({"129", "1000", "20000"})
    void is_as_little_in_a_folder_of_any_size(int mails) throws InterruptedException {
        fill(topic.takenOver(), folder(0), mails);

        assertThat(bytesOfBuckets()).isLessThanOrEqualTo(20L * mails);
    }

    @Test
    void is_bounded_of_what_is_kept_to_be_read_again() {
        var cache = new CursorCache();
        OffsetIndex index = OffsetIndex.inMemory();
        for (int i = 0; i < 10_000; i++) {
            cache.keep(index, new IndexKey(i, i), i, new byte[1_500]);
        }

        assertThat(cache.bytes()).isBetween(CursorCache.BYTES / 2L, (long) CursorCache.BYTES);
    }

    private void fill(Cursors owner, Cursors.Folder folder, int count) throws InterruptedException {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
        for (int from = 0; from < count; from += PAGE) {
            FolderMails mails = owner.mails(folder);
            for (String id : ids.subList(from, Math.min(count, from + PAGE))) {
                mails.add(id);
            }
            var changes = new ArrayList<>(mails.changes());
            changes.add(Cursors.change(folder, new FolderCursor(LINK, "x".repeat(22), from, 0)));
            topic.commit(owner, changes);
        }
    }

    private static Cursors.Folder folder(int number) {
        return new Cursors.Folder(
                new ClientName("erp"),
                new ConnectionId(new UUID(number * 0x9e3779b97f4a7c15L, number).toString()),
                "inbox");
    }

    private long bytesOfBuckets() {
        return topic.bytes(key -> key.indexOf('#') >= 0);
    }

    private static long heapInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
