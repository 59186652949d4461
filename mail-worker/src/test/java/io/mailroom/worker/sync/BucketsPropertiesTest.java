package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever was announced, in whatever order and on whatever pages, is found again, and nothing else. */
class BucketsPropertiesTest {
    private static final String FOLDER = SyncRig.IN.key();

    @Property(tries = 60)
    void what_was_announced_is_found_again_by_every_owner_and_nothing_else(
            @ForAll @IntRange(min = 0, max = 3_000) int mails,
            @ForAll @IntRange(min = 1, max = 400) int onAPage,
            @ForAll long seed)
            throws InterruptedException {
        var topic = new CursorTopic();
        var owner = topic.takenOver();
        List<String> ids = ids(seed, mails);
        for (int from = 0; from < mails; from += onAPage) {
            List<String> page = ids.subList(from, Math.min(mails, from + onAPage));
            assertThat(announce(topic, owner, page)).isEqualTo(page);
        }
        topic.compact();

        for (Cursors next : List.of(owner, topic.takenOver(), topic.takenOverAnew())) {
            FolderMails known = next.mails(SyncRig.IN);
            for (String id : ids) {
                assertThat(known.add(id)).isFalse();
            }
            assertThat(known.changes()).isEmpty();
            assertThat(known.add("another" + seed)).isTrue();
        }
        soundBuckets(topic, mails);
    }

    @Property(tries = 60)
    void a_page_that_is_told_again_announces_what_is_new_of_it(
            @ForAll @IntRange(min = 0, max = 500) int known, @ForAll @IntRange(min = 0, max = 500) int more)
            throws InterruptedException {
        var topic = new CursorTopic();
        var owner = topic.takenOver();
        List<String> ids = ids(7, known + more);
        announce(topic, owner, ids.subList(0, known));

        assertThat(announce(topic, owner, ids)).isEqualTo(ids.subList(known, known + more));
    }

    @Property(tries = 60)
    void a_page_that_was_not_committed_changes_nothing(@ForAll @IntRange(min = 1, max = 500) int mails)
            throws InterruptedException {
        var topic = new CursorTopic();
        var owner = topic.takenOver();
        FolderMails lost = owner.mails(SyncRig.IN);
        for (String id : ids(1, mails)) {
            lost.add(id);
        }
        lost.changes();

        assertThat(announce(topic, owner, ids(1, mails))).hasSize(mails);
    }

    @Property(tries = 60)
    void a_bucket_that_is_lost_costs_its_own_mails_and_no_other(
            @ForAll @IntRange(min = 129, max = 1_500) int mails, @ForAll int which, @ForAll boolean known)
            throws InterruptedException {
        var topic = new CursorTopic();
        var owner = topic.takenOver();
        List<String> ids = ids(3, mails);
        announce(topic, owner, ids);
        topic.compact();
        String lost =
                List.copyOf(topic.keys()).get(Math.floorMod(which, topic.keys().size()));
        int ofIt = Bucket.read(topic.value(lost)).orElseThrow().size();
        topic.lose(lost);
        if (!known) {
            owner = topic.takenOverAnew();
        }

        assertThat(announce(topic, owner, ids)).hasSize(ofIt);
        assertThat(announce(topic, owner, ids(4, 1_000))).hasSize(1_000);
        assertThat(announce(topic, owner, ids)).isEmpty();
        assertThat(announce(topic, topic.takenOverAnew(), ids)).isEmpty();
    }

    /** Nobody's hashes are like these, but no order of them may lose one or split for ever. */
    @Property(tries = 100)
    void hashes_that_begin_alike_are_kept_too(@ForAll("alike") Set<MailHash> hashes) throws InterruptedException {
        var topic = new CursorTopic();
        for (MailHash hash : hashes) {
            topic.write(single(hash), new byte[] {1});
        }
        var owner = topic.takenOver();
        topic.commit(owner, owner.singleMarks().move(FOLDER, List.copyOf(topic.keys())));

        assertThat(hashes(topic)).isEqualTo(new TreeSet<>(hashes));
        assertThat(topic.keys()).allMatch(key -> SingleMark.read(key).isEmpty());
    }

    @Provide
    Arbitrary<Set<MailHash>> alike() {
        Arbitrary<Long> high = Arbitraries.of(0, 1, 20, 21, 40, 63)
                .flatMap(bits -> Arbitraries.longs().map(any -> bits == 0 ? any : any >>> bits));
        return high.flatMap(first -> Arbitraries.integers().map(low -> new MailHash(first, low)))
                .set()
                .ofMinSize(0)
                .ofMaxSize(600);
    }

    @Property
    void a_bucket_reads_back_what_it_wrote(@ForAll("alike") Set<MailHash> hashes) {
        var bucket = new Bucket();
        hashes.forEach(bucket::add);

        assertThat(Bucket.read(bucket.written()).orElseThrow()).containsExactlyElementsOf(new TreeSet<>(hashes));
    }

    @Property
    void other_bytes_are_no_bucket_or_one_that_writes_them(@ForAll byte[] bytes) {
        Optional<Bucket> read = Bucket.read(bytes);

        assertThat(read.map(Bucket::written).orElse(bytes)).isEqualTo(bytes);
    }

    static List<String> announce(CursorTopic topic, Cursors owner, List<String> page) throws InterruptedException {
        FolderMails mails = owner.mails(SyncRig.IN);
        var news = new ArrayList<String>();
        for (String id : page) {
            if (mails.add(id)) {
                news.add(id);
            }
        }
        topic.commit(owner, mails.changes());
        return news;
    }

    private static List<String> ids(long seed, int count) {
        var ids = new LinkedHashSet<String>();
        for (int i = 0; i < count; i++) {
            ids.add("AAMk" + seed + "=" + i);
        }
        return List.copyOf(ids);
    }

    /** No hash twice, none in another's place, none of its places split, none too large. */
    private static void soundBuckets(CursorTopic topic, int mails) {
        var places = new HashSet<String>();
        int hashes = 0;
        for (String key : topic.keys()) {
            String bits = key.substring(FOLDER.length() + 1);
            Bucket bucket = Bucket.read(topic.value(key)).orElseThrow();
            assertThat(bucket).allMatch(hash -> hash.bits(bits.length()).equals(bits));
            assertThat(bucket.size()).isLessThanOrEqualTo(Bucket.MOST);
            hashes += bucket.size();
            places.add(bits);
        }
        assertThat(hashes).isEqualTo(mails);
        for (String bits : places) {
            for (int depth = 0; depth < bits.length(); depth++) {
                assertThat(places).doesNotContain(bits.substring(0, depth));
            }
        }
    }

    private static TreeSet<MailHash> hashes(CursorTopic topic) {
        var all = new TreeSet<MailHash>();
        for (String key : topic.keys()) {
            for (MailHash hash : Bucket.read(topic.value(key)).orElseThrow()) {
                assertThat(all.add(hash)).isTrue();
            }
        }
        return all;
    }

    private static String single(MailHash hash) {
        var bytes = ByteBuffer.allocate(16);
        hash.write(bytes);
        return FOLDER + "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }
}
