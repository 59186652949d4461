package io.mailroom.worker.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.commit.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** A sync announces mails of a folder while what the first releases wrote of it is moved. */
class TwoAtAFolderTest {
    private static final int MAILS = 400;

    private final CursorTopic topic = new CursorTopic();

    @RepeatedTest(5)
    void lose_nothing_of_each_other() throws Exception {
        List<String> old = IntStream.range(0, MAILS).mapToObj(i -> "old" + i).toList();
        old.forEach(id -> topic.writeSingleMark(SyncRig.IN.key(), id));
        List<String> marks = List.copyOf(topic.keys());
        Cursors owner = topic.takenOver();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> both = List.of(
                    () -> each(owner, marks, mark -> owner.singleMarks().move(SyncRig.IN.key(), List.of(mark))),
                    () -> each(
                            owner,
                            IntStream.range(0, MAILS).mapToObj(i -> "new" + i).toList(),
                            id -> {
                                FolderMails mails = owner.mails(SyncRig.IN);
                                mails.add(id);
                                return mails.changes();
                            }));
            for (Future<Integer> done : threads.invokeAll(both)) {
                assertThat(done.get()).isEqualTo(MAILS);
            }
        }

        FolderMails known = owner.mails(SyncRig.IN);
        var lost = new ArrayList<String>();
        for (int i = 0; i < MAILS; i++) {
            for (String id : List.of("old" + i, "new" + i)) {
                if (known.add(id)) {
                    lost.add(id);
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    private interface Step {
        List<Fact.Cursor> of(String what) throws InterruptedException;
    }

    private int each(Cursors owner, List<String> all, Step step) throws InterruptedException {
        for (String one : all) {
            boolean _ = owner.alone(SyncRig.IN.key(), () -> {
                List<Fact.Cursor> changes = step.of(one);
                Thread.yield();
                topic.commit(owner, changes);
                return true;
            });
        }
        return all.size();
    }
}
