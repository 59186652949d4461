package io.mailroom.worker.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.intake.Membership;
import io.mailroom.worker.record.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupWatchTest {
    private static final String ERP = "mail.commands.erp";
    private static final Place PLACE = new Place(ERP, 0);

    /** A coordinator that says what a test hands it. */
    private static final class TestingGroup implements Group {
        /** What one look comes to. */
        @FunctionalInterface
        interface Answer {
            GroupFacts get() throws ExecutionException, TimeoutException;
        }

        final LinkedTransferQueue<Answer> answers = new LinkedTransferQueue<>();
        final Semaphore closed = new Semaphore(0);

        void answers(Answer answer) throws InterruptedException {
            if (!answers.tryTransfer(answer, 1, TimeUnit.MINUTES)) {
                throw new AssertionError("nobody asks");
            }
        }

        @Override
        public GroupFacts look() throws ExecutionException, TimeoutException, InterruptedException {
            return answers.take().get();
        }

        @Override
        public void close() {
            closed.release();
        }
    }

    private final TestingGroup group = new TestingGroup();
    private final AtomicReference<Optional<Set<String>>> topics = new AtomicReference<>(Optional.of(Set.of(ERP)));
    private final GroupWatch watch = new GroupWatch(() -> group, topics::get);

    @AfterEach
    void close() {
        watch.close();
    }

    private static Membership member(int epoch) {
        return new Membership("me", epoch, Set.of(ERP), Set.of(), Set.of());
    }

    private static GroupFacts facts(int epoch) {
        return new GroupFacts(epoch, epoch, Map.of("me", Set.of(PLACE)));
    }

    /** Once it is known, the connection is let go. */
    private void awaitRest() throws InterruptedException {
        assertThat(group.closed.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void asks_until_it_is_known_and_then_holds_no_connection() throws InterruptedException {
        watch.start();
        watch.told(member(5));

        group.answers(() -> facts(4));
        group.answers(() -> facts(5));
        awaitRest();

        assertThat(watch.meant(member(5))).isEqualTo(new ExpectedPartitions.Known(Set.of(PLACE)));
    }

    @Test
    void knows_nothing_before_it_has_asked() {
        assertThat(watch.meant(member(5))).isInstanceOf(ExpectedPartitions.Unknown.class);
        assertThat(watch.membership()).isEmpty();
    }

    @Test
    void knows_nothing_of_an_epoch_that_it_has_not_asked_about() throws InterruptedException {
        watch.start();
        watch.told(member(5));
        group.answers(() -> facts(5));
        awaitRest();

        assertThat(watch.meant(member(6))).isInstanceOf(ExpectedPartitions.Unknown.class);

        watch.told(member(6));
        group.answers(() -> facts(6));
        awaitRest();
        assertThat(watch.meant(member(6))).isEqualTo(new ExpectedPartitions.Known(Set.of(PLACE)));
    }

    @Test
    void knows_nothing_of_another_member_in_the_same_epoch() throws InterruptedException {
        watch.start();
        watch.told(member(5));
        group.answers(() -> facts(5));
        awaitRest();

        assertThat(watch.meant(new Membership("another", 5, Set.of(ERP), Set.of(), Set.of())))
                .isInstanceOf(ExpectedPartitions.Unknown.class);
    }

    @Test
    void asks_again_after_a_failure_of_any_kind_and_names_it_meanwhile() throws InterruptedException {
        watch.start();
        watch.told(member(5));

        group.answers(() -> {
            throw new ExecutionException(new IllegalStateException("not allowed"));
        });
        group.answers(() -> {
            assertThat(watch.meant(member(5)))
                    .isEqualTo(new ExpectedPartitions.Unknown(
                            "the group cannot be asked what this worker is to have: IllegalStateException"));
            throw new TimeoutException();
        });
        group.answers(() -> {
            throw new IllegalArgumentException("nobody foresaw this");
        });
        awaitRest();
        group.answers(() -> facts(5));
        awaitRest();

        assertThat(watch.meant(member(5))).isEqualTo(new ExpectedPartitions.Known(Set.of(PLACE)));
    }

    @Test
    void knows_nothing_while_nobody_has_looked_which_topics_there_are() throws InterruptedException {
        topics.set(Optional.empty());
        watch.start();
        watch.told(member(5));

        group.answers(() -> facts(5));
        group.answers(() -> {
            assertThat(watch.meant(member(5))).isInstanceOf(ExpectedPartitions.Unknown.class);
            topics.set(Optional.of(Set.of(ERP)));
            return facts(5);
        });
        awaitRest();

        assertThat(watch.meant(member(5))).isEqualTo(new ExpectedPartitions.Known(Set.of(PLACE)));
    }
}
