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
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.time.Timers;
import java.time.Duration;
import java.util.List;

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
            return ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.JOURNAL, "DONE"));
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
    PACE_NOT_TAKEN_OVER("A takeover does not count what its mailboxes have just sent.") {
        @Override
        public StateReader reader(StateReader reader) {
            return ReaderBugs.longAgo(reader, TopicNames.JOURNAL);
        }
    },
    NO_SETTLE_TIME("The mailbox is looked at while the send may still run.") {
        @Override
        public SendRules rules(SendRules rules) {
            return new SendRules(rules.deadline(), Duration.ZERO, Duration.ZERO, rules.confirmWithin());
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
