package io.mailroom.simulation.mutant;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.simulation.world.World;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.commit.Settlement;
import io.mailroom.worker.commit.TransactionalWriter;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.intake.Position;
import io.mailroom.worker.journal.StateReader;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.pipeline.Core;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.time.Timers;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The planted bugs, by name. Each must be caught, or the checks are worth nothing. */
public enum Mutant implements Bug {
    COMMIT_BEFORE_SEND("The record is over as soon as its mail may be sent.") {
        @Override
        public Position position(Position position, List<Settlement> batch) {
            return batch.stream().flatMap(each -> each.facts().stream()).anyMatch(WriterBugs::permission)
                    ? Position.at(position.readTo())
                    : position;
        }
    },
    OFFSET_PAST_OPEN("The offset moves past records that are still under way.") {
        @Override
        public Position position(Position position, List<Settlement> batch) {
            return Position.at(position.readTo());
        }
    },
    OPEN_RECORDS_NOT_NAMED("The committed offset does not say what ended beyond it.") {
        @Override
        public Position position(Position position, List<Settlement> batch) {
            return Position.at(position.offset());
        }
    },
    OFFSET_FIRST("Offsets and results are two transactions, the offsets first.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.split(writer, timers, _ -> false);
        }
    },
    RESULT_FIRST("The result goes out before the journal knows of it.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.split(writer, timers, fact -> fact instanceof Fact.Told);
        }
    },
    JOURNAL_FIRST("The journal calls a command done before its result goes out.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.split(writer, timers, WriterBugs::done);
        }
    },
    NO_PERMISSION("Sends are not journaled before they are made.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.without(writer, WriterBugs::permission);
        }
    },
    PERMISSION_LATE("A send is made before its journal entry is committed.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.permissionsLate(writer);
        }
    },
    NO_DONE("Finished commands are not journaled.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.without(writer, WriterBugs::done);
        }
    },
    PARKED_NOT_WRITTEN("A parked command moves its offset and is written nowhere.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.without(writer, fact -> fact instanceof Fact.Parked);
        }
    },
    UNPARKED_NOT_WRITTEN("A parked command that has ended stays parked.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.without(writer, fact -> fact instanceof Fact.Unparked);
        }
    },
    FORWARDED_NOT_WRITTEN("A record in the wrong partition is dropped.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.without(writer, fact -> fact instanceof Fact.Forwarded);
        }
    },
    ABORT_TAKEN_FOR_COMMIT("An aborted transaction is taken for a committed one.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.abortsAreCommits(writer);
        }
    },
    UNKNOWN_COMMIT_TRIED_AGAIN("A transaction of which nobody knows is made once more.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.unknownIsTriedAgain(writer);
        }
    },
    TOLD_TWICE("Now and then a result goes out twice.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.toldTwice(writer, world);
        }
    },
    ZOMBIE_NOT_FENCED("Whoever was dropped from the group may go on committing.") {
        @Override
        public boolean fencing() {
            return false;
        }
    },
    DELETED_WITHOUT_PROOF("A draft is deleted without a commit that proves whose it is.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return WriterBugs.withoutProof(writer);
        }
    },
    JOURNAL_NOT_LOADED("A takeover does not read the journal.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.JOURNAL, null));
        }
    },
    BEGUN_NOT_LOADED("A takeover reads of finished sends only.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.JOURNAL, "SENDING"));
        }
    },
    DONE_NOT_LOADED("A takeover reads of begun sends only.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.without(reader, ReaderBugs::finished);
        }
    },
    JOURNAL_CUT_SHORT("A takeover stops before the end of the journal.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.cutShort(reader, 3);
        }
    },
    PARKED_NOT_LOADED("A takeover does not read what is parked.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.PARKED, null));
        }
    },
    WAKE_UP_LOST("A parked command is not called when its time has come.") {
        @Override
        public Timers timers(Timers timers) {
            return ReaderBugs.deaf(timers);
        }
    },
    ORDER_SWAPPED("Two commands of a mailbox change places.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return ReaderBugs.swapped(flow);
        }
    },
    NOT_GIVEN_AWAY("Partitions go to another worker while this one goes on with them.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return ReaderBugs.notGivenAway(flow);
        }
    },
    BLIND_RESEND("A send that leaves doubt is made again at once.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.blindResend(graph);
        }
    },
    DOUBT_TAKEN_FOR_SENT("A send that leaves doubt is called a success.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.sends(graph, GraphBugs::doubtIsSuccess);
        }
    },
    DOUBT_TAKEN_FOR_REFUSED("A send that leaves doubt is called a failure.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.sends(graph, GraphBugs::doubtIsRefusal);
        }
    },
    THROTTLED_TAKEN_FOR_REFUSED("A throttled send is called a failure.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.sends(graph, GraphBugs::throttledIsRefusal);
        }
    },
    REFUSAL_TAKEN_FOR_SENT("A refused send is called a success.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.sends(graph, GraphBugs::refusalIsSuccess);
        }
    },
    NO_LOOK_UP("The mailbox is never looked at by key.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.finds(graph, _ -> List.of());
        }
    },
    NO_FENCE("Drafts are not deleted before a mail is begun again.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.withoutDeletion(graph);
        }
    },
    DRAFT_TAKEN_FOR_SENT("A draft that carries the key counts as sent.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.finds(graph, hits -> GraphBugs.as(false, hits));
        }
    },
    SENT_TAKEN_FOR_DRAFT("What was sent counts as a draft.") {
        @Override
        public GraphMail graph(GraphMail graph) {
            return GraphBugs.finds(graph, hits -> GraphBugs.as(true, hits));
        }
    },
    PACE_NOT_KEPT("Nobody counts the sends of a mailbox.") {
        @Override
        public SendPace pace(int most, Duration window) {
            return new SendPace(Integer.MAX_VALUE, window);
        }
    },
    PACE_FROM_PERMISSION("A send counts from its permission on, however late it was made.") {
        @Override
        public SendPace pace(int most, Duration window) {
            return new SendPace(most, window) {
                @Override
                public void answered(String mailbox, Instant permitted, Instant answered) {
                    super.answered(mailbox, permitted, permitted);
                }
            };
        }
    },
    PACE_NOT_TAKEN_OVER("A takeover does not count what its mailboxes have just sent.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.longAgo(reader, TopicNames.JOURNAL);
        }
    },
    CLOCK_OF_THE_MACHINE("A worker goes by its machine's clock.") {
        @Override
        public Clock clock(SharedClock clock, Clock machine) {
            return machine;
        }

        @Override
        public Timers timers(Timers timers, Clock machine) {
            return ClockBugs.by(machine, timers);
        }
    },
    RECORDS_OF_THE_MACHINES_TIME("Records carry the time of the machine that writes them.") {
        @Override
        public Timers recordTimes(Timers timers, Clock machine) {
            return ClockBugs.by(machine, timers);
        }
    },
    CLOCK_SET_IN_THE_MIDST("A clock that is wrong is set while a session runs.") {
        @Override
        public boolean endsWhenApart() {
            return false;
        }
    },
    NO_SETTLE_TIME("The mailbox is looked at while the send may still run.") {
        @Override
        public SendRules rules(SendRules rules) {
            return new SendRules(rules.deadline(), Duration.ZERO, Duration.ZERO, rules.confirmWithin());
        }
    },
    REFUSED_BATCH_DROPPED("A batch that is refused is taken for committed, whole.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.batchDropped(writer);
        }
    },
    NEIGHBOURS_DROPPED("Of a batch that is refused only its first half is written.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.neighboursDropped(writer);
        }
    },
    OFFSETS_OF_ALL_WITH_ONE_PART("The first part of a refused batch carries the offsets of all of it.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.offsetsOfAll(writer, timers);
        }
    },
    REFUSED_FOR_EVER("What was refused for good is tried again and again.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.triedForEver(writer);
        }
    },
    DEAD_LETTER_DROPPED("A dead letter that does not fit is dropped.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.dropped(writer, fact -> fact instanceof Fact.Buried);
        }
    },
    FORWARD_DROPPED("A record that is too large to be moved is dropped.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.dropped(writer, fact -> fact instanceof Fact.Forwarded);
        }
    },
    PARKING_DROPPED("A command that is too large to be kept is taken for kept.") {
        @Override
        public TransactionalWriter writer(TransactionalWriter writer, World world, Timers timers) {
            return RefusalBugs.dropped(writer, fact -> fact instanceof Fact.Parked);
        }
    },
    HOLD_HOLDS_EVERYBODY("One client's topics hold up all clients.") {
        @Override
        public Holds holds(Holds holds) {
            return HoldBugs.everybody(holds);
        }
    },
    HOLD_IGNORED("What is held is read all the same.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return HoldBugs.heldIf(flow, (_, _) -> false);
        }
    },
    HELD_FOR_EVER("What was held once is not taken again.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return HoldBugs.heldForEver(flow);
        }
    },
    HELD_NOT_GIVEN_UP("What comes to be held is not let go in memory.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return HoldBugs.notGivenUp(flow);
        }
    },
    STALE_STATE("What is taken again is worked for with the state of the first time.") {
        @Override
        public StateReader reader(StateReader reader) {
            return HoldBugs.readOnce(reader);
        }
    },
    STALE_POSITION("What is taken again is read from where it was read the first time.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return HoldBugs.positionKept(flow);
        }
    },
    TAKEN_WHILE_A_TRANSACTION_RUNS("What was held is taken again before its last transaction has ended.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow, Holds holds) {
            return HoldBugs.heldIf(
                    flow,
                    (_, place) -> TopicNames.clientOfCommands(place.topic())
                            .flatMap(holds::of)
                            .isPresent());
        }
    },
    POSITION_OF_ANOTHER_TOPIC("The committed position does not say of which topic it is.") {
        @Override
        public Position position(Position position, List<Settlement> batch) {
            return position.in("");
        }
    },
    PLACE_OF_ANOTHER_TOPIC("What waits of a former topic takes the places of its successor's records.") {
        @Override
        public StateReader reader(StateReader reader) {
            return StateBugs.ofWhateverTopic(reader);
        }
    },
    MADE_ANEW_UNSEEN("A topic that was made anew is taken for the one that was there first.") {
        @Override
        public Holds holds(Holds holds) {
            return HoldBugs.firstIdKept(holds);
        }
    },
    FAILED_READ_IS_NOTHING("A read that fails is taken for: there is nothing.") {
        @Override
        public StateReader reader(StateReader reader) {
            return StateBugs.failedIs(reader, (_, _) -> Optional.empty());
        }
    },
    FAILED_READ_IS_CORRUPT("A read that fails is taken for an entry that nobody can read.") {
        @Override
        public StateReader reader(StateReader reader) {
            return StateBugs.failedIs(reader, StateBugs::corrupt);
        }
    },
    FAILED_TAKEOVER_IS_EMPTY("A takeover that cannot read begins with nothing.") {
        @Override
        public StateReader reader(StateReader reader) {
            return StateBugs.takeoverOfNothing(reader);
        }
    },
    FAILED_READ_ENDS_WAITING("A read that fails is waited for without end.") {
        @Override
        public StateReader reader(StateReader reader) {
            return StateBugs.waitedFor(reader);
        }
    },
    NO_SHARE_FOR_SLOW("Slow commands stay in the room of those that come in.") {
        @Override
        public Core.Limits limits(Core.Limits limits) {
            return BudgetBugs.withoutShare(limits);
        }
    },
    ROOM_NOT_GIVEN_BACK("What has ended counts as under way for ever.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return BudgetBugs.neverGivenBack(flow);
        }
    },
    NEVER_FULL("More is read while there is no room.") {
        @Override
        public PartitionFlow flow(PartitionFlow flow) {
            return BudgetBugs.neverFull(flow);
        }
    };

    private final String sentence;

    Mutant(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong, for people. */
    public String sentence() {
        return sentence;
    }
}
