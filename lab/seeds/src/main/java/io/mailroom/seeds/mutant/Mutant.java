package io.mailroom.seeds.mutant;

import io.mailroom.model.topic.TopicNames;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.record.Position;
import io.mailroom.worker.send.SendRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The planted bugs, by name. Each must be caught, or the checks are worth nothing. */
public enum Mutant {
    COMMIT_BEFORE_SEND(
            "The record is over as soon as its mail may be sent.",
            Port.POSITIONS.with(_ -> (position, batch) ->
                    batch.stream().flatMap(each -> each.facts().stream()).anyMatch(WriterBugs::permission)
                            ? Position.at(position.readTo())
                            : position)),
    OFFSET_PAST_OPEN(
            "The offset moves past records that are still under way.",
            Port.POSITIONS.with(_ -> (position, _) -> Position.at(position.readTo()))),
    OPEN_RECORDS_NOT_NAMED(
            "The committed offset does not say what ended beyond it.",
            Port.POSITIONS.with(_ -> (position, _) -> Position.at(position.offset()))),
    OFFSET_FIRST(
            "Offsets and results are two transactions, the offsets first.",
            Port.WRITER.with((writer, around) ->
                    WriterBugs.split(writer, around.process().timers(), _ -> false))),
    RESULT_FIRST(
            "The result goes out before the journal knows of it.",
            Port.WRITER.with((writer, around) ->
                    WriterBugs.split(writer, around.process().timers(), fact -> fact instanceof Fact.Result))),
    JOURNAL_FIRST(
            "The journal calls a command done before its result goes out.",
            Port.WRITER.with((writer, around) ->
                    WriterBugs.split(writer, around.process().timers(), WriterBugs::done))),
    NO_PERMISSION(
            "Sends are not journaled before they are made.",
            Port.WRITER.with(writer -> WriterBugs.without(writer, WriterBugs::permission))),
    PERMISSION_LATE(
            "A send is made before its journal entry is committed.", Port.WRITER.with(WriterBugs::permissionsLate)),
    NO_DONE(
            "Finished commands are not journaled.",
            Port.WRITER.with(writer -> WriterBugs.without(writer, WriterBugs::done))),
    PARKED_NOT_WRITTEN(
            "A parked command moves its offset and is written nowhere.",
            Port.WRITER.with(writer -> WriterBugs.without(writer, fact -> fact instanceof Fact.Parked))),
    UNPARKED_NOT_WRITTEN(
            "A parked command that has ended stays parked.",
            Port.WRITER.with(writer -> WriterBugs.without(writer, fact -> fact instanceof Fact.Unparked))),
    FORWARDED_NOT_WRITTEN(
            "A record in the wrong partition is dropped.",
            Port.WRITER.with(writer -> WriterBugs.without(writer, fact -> fact instanceof Fact.Forwarded))),
    ABORT_TAKEN_FOR_COMMIT(
            "An aborted transaction is taken for a committed one.", Port.WRITER.with(WriterBugs::abortsAreCommits)),
    UNKNOWN_COMMIT_TRIED_AGAIN(
            "A transaction of which nobody knows is made once more.",
            Port.WRITER.with(WriterBugs::unknownIsTriedAgain)),
    TOLD_TWICE(
            "Now and then a result goes out twice.",
            Port.WRITER.with((writer, around) -> WriterBugs.toldTwice(writer, around.world()))),
    ZOMBIE_NOT_FENCED("Whoever was dropped from the group may go on committing.", Port.FENCING.with(_ -> false)),
    DELETED_WITHOUT_PROOF(
            "A draft is deleted without a commit that proves whose it is.", Port.WRITER.with(WriterBugs::withoutProof)),
    JOURNAL_NOT_LOADED(
            "A takeover does not read the journal.",
            Port.READER.with(
                    reader -> ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.JOURNAL, null)))),
    BEGUN_NOT_LOADED(
            "A takeover reads of finished sends only.",
            Port.READER.with(reader ->
                    ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.JOURNAL, "SENDING")))),
    DONE_NOT_LOADED(
            "A takeover reads of begun sends only.",
            Port.READER.with(reader -> ReaderBugs.without(reader, ReaderBugs::finished))),
    JOURNAL_CUT_SHORT(
            "A takeover stops before the end of the journal.",
            Port.READER.with(reader -> ReaderBugs.cutShort(reader, 3))),
    PARKED_NOT_LOADED(
            "A takeover does not read what is parked.",
            Port.READER.with(
                    reader -> ReaderBugs.without(reader, record -> ReaderBugs.of(record, TopicNames.PARKED, null)))),
    WAKE_UP_LOST("A parked command is not called when its time has come.", Port.TIMERS.with(TimerBugs::deaf)),
    ORDER_SWAPPED("Two commands of a mailbox change places.", Port.FLOW.with(ReaderBugs::swapped)),
    NOT_GIVEN_AWAY(
            "Partitions go to another worker while this one goes on with them.",
            Port.FLOW.with(ReaderBugs::notGivenAway)),
    BLIND_RESEND("A send that leaves doubt is made again at once.", Port.GRAPH.with(GraphBugs::blindResend)),
    DOUBT_TAKEN_FOR_SENT(
            "A send that leaves doubt is called a success.",
            Port.GRAPH.with(graph -> GraphBugs.sends(graph, GraphBugs::doubtIsSuccess))),
    DOUBT_TAKEN_FOR_REFUSED(
            "A send that leaves doubt is called a failure.",
            Port.GRAPH.with(graph -> GraphBugs.sends(graph, GraphBugs::doubtIsRefusal))),
    THROTTLED_TAKEN_FOR_REFUSED(
            "A throttled send is called a failure.",
            Port.GRAPH.with(graph -> GraphBugs.sends(graph, GraphBugs::throttledIsRefusal))),
    THROTTLED_DRAFT_BELIEVED(
            "What looks like a draft after a throttled send is sent again.", Port.GRAPH.with(GraphBugs::draftBelieved)),
    REFUSAL_TAKEN_FOR_SENT(
            "A refused send is called a success.",
            Port.GRAPH.with(graph -> GraphBugs.sends(graph, GraphBugs::refusalIsSuccess))),
    NO_LOOK_UP(
            "The mailbox is never looked at by key.", Port.GRAPH.with(graph -> GraphBugs.finds(graph, _ -> List.of()))),
    NO_FENCE("Drafts are not deleted before a mail is begun again.", Port.GRAPH.with(GraphBugs::withoutDeletion)),
    DRAFT_TAKEN_FOR_SENT(
            "A draft that carries the key counts as sent.",
            Port.GRAPH.with(graph -> GraphBugs.finds(graph, hits -> GraphBugs.as(false, hits)))),
    SENT_TAKEN_FOR_DRAFT(
            "What was sent counts as a draft.",
            Port.GRAPH.with(graph -> GraphBugs.finds(graph, hits -> GraphBugs.as(true, hits)))),
    PACE_NOT_KEPT(
            "Nobody counts the sends of a mailbox.",
            Port.PACE.with(
                    (_, around) -> new SendPace(Integer.MAX_VALUE, around.pace().window()))),
    PACE_FROM_PERMISSION(
            "A send counts from its permission on, however late it was made.",
            Port.PACE.with((_, around) ->
                    new SendPace(around.pace().most(), around.pace().window()) {
                        @Override
                        public void answered(String mailbox, Instant permitted, Instant answered) {
                            super.answered(mailbox, permitted, permitted);
                        }
                    })),
    PACE_NOT_TAKEN_OVER(
            "A takeover does not count what its mailboxes have just sent.",
            Port.READER.with(reader -> ReaderBugs.longAgo(reader, TopicNames.JOURNAL))),
    CLOCK_OF_THE_MACHINE(
            "A worker goes by its machine's clock.",
            Port.CLOCK.with((_, around) -> around.process().machine()).and(Port.TIMERS.with(TimerBugs::byTheMachine))),
    RECORDS_OF_THE_MACHINES_TIME(
            "Records carry the time of the machine that writes them.", Port.RECORD_TIMES.with(TimerBugs::byTheMachine)),
    CLOCK_SET_IN_THE_MIDST("A clock that is wrong is set while a session runs.", Port.ENDS_WHEN_APART.with(_ -> false)),
    NO_SETTLE_TIME(
            "The mailbox is looked at while the send may still run.",
            Port.RULES.with(rules -> new SendRules(
                    rules.deadline(), Duration.ZERO, rules.pickUp(), Duration.ZERO, rules.confirmWithin()))),
    REFUSED_BATCH_DROPPED(
            "A batch that is refused is taken for committed, whole.", Port.WRITER.with(RefusalBugs::batchDropped)),
    NEIGHBOURS_DROPPED(
            "Of a batch that is refused only its first half is written.",
            Port.WRITER.with(RefusalBugs::neighboursDropped)),
    OFFSETS_OF_ALL_WITH_ONE_PART(
            "The first part of a refused batch carries the offsets of all of it.",
            Port.WRITER.with((writer, around) ->
                    RefusalBugs.offsetsOfAll(writer, around.process().timers()))),
    REFUSED_FOR_EVER(
            "What was refused for good is tried again and again.", Port.WRITER.with(RefusalBugs::triedForEver)),
    DEAD_LETTER_DROPPED(
            "A dead letter that does not fit is dropped.",
            Port.WRITER.with(writer -> RefusalBugs.dropped(writer, fact -> fact instanceof Fact.DeadLetter))),
    FORWARD_DROPPED(
            "A record that is too large to be moved is dropped.",
            Port.WRITER.with(writer -> RefusalBugs.dropped(writer, fact -> fact instanceof Fact.Forwarded))),
    PARKING_DROPPED(
            "A command that is too large to be kept is taken for kept.",
            Port.WRITER.with(writer -> RefusalBugs.dropped(writer, fact -> fact instanceof Fact.Parked))),
    HOLD_HOLDS_EVERYBODY("One client's topics hold up all clients.", Port.HOLDS.with(HoldBugs::everybody)),
    HOLD_IGNORED("What is held is read all the same.", Port.FLOW.with(flow -> HoldBugs.heldIf(flow, (_, _) -> false))),
    HELD_FOR_EVER("What was held once is not taken again.", Port.FLOW.with(HoldBugs::heldForEver)),
    HELD_NOT_GIVEN_UP("What comes to be held is not let go in memory.", Port.FLOW.with(HoldBugs::notGivenUp)),
    STALE_STATE(
            "What is taken again is worked for with the state of the first time.",
            Port.READER.with(HoldBugs::readOnce)),
    STALE_POSITION(
            "What is taken again is read from where it was read the first time.",
            Port.FLOW.with(HoldBugs::positionKept)),
    TAKEN_WHILE_A_TRANSACTION_RUNS(
            "What was held is taken again before its last transaction has ended.",
            Port.FLOW.with((flow, around) -> HoldBugs.heldIf(
                    flow,
                    (_, place) -> TopicNames.clientOfCommands(place.topic())
                            .flatMap(around.holds()::of)
                            .isPresent()))),
    POSITION_OF_ANOTHER_TOPIC(
            "The committed position does not say of which topic it is.",
            Port.POSITIONS.with(_ -> (position, _) -> position.in(""))),
    PLACE_OF_ANOTHER_TOPIC(
            "What waits of a former topic takes the places of its successor's records.",
            Port.READER.with(StateBugs::ofWhateverTopic)),
    MADE_ANEW_UNSEEN(
            "A topic that was made anew is taken for the one that was there first.",
            Port.HOLDS.with(HoldBugs::firstIdKept)),
    FAILED_READ_IS_NOTHING(
            "A read that fails is taken for: there is nothing.",
            Port.READER.with(reader -> StateBugs.failedIs(reader, (_, _) -> Optional.empty()))),
    FAILED_READ_IS_CORRUPT(
            "A read that fails is taken for an entry that nobody can read.",
            Port.READER.with(reader -> StateBugs.failedIs(reader, StateBugs::corrupt))),
    FAILED_TAKEOVER_IS_EMPTY(
            "A takeover that cannot read begins with nothing.", Port.READER.with(StateBugs::takeoverOfNothing)),
    FAILED_READ_ENDS_WAITING("A read that fails is waited for without end.", Port.READER.with(StateBugs::waitedFor)),
    NO_SHARE_FOR_SLOW(
            "Slow commands stay in the room of those that come in.", Port.LIMITS.with(BudgetBugs::withoutShare)),
    ROOM_NOT_GIVEN_BACK("What has ended counts as under way for ever.", Port.FLOW.with(BudgetBugs::neverGivenBack)),
    NEVER_FULL("More is read while there is no room.", Port.FLOW.with(BudgetBugs::neverFull)),
    POSITION_BEFORE_ENTRIES(
            "The position is stored before what it claims to know.", IndexBugs.each(IndexBugs::writtenLate)),
    POSITION_OF_THE_NEWEST(
            "The position follows the newest known entry, whatever was read.",
            IndexBugs.each(IndexBugs::positionOfTheNewest)),
    STALE_COPY_TRUSTED(
            "An older copy of the index is taken for up to date.",
            Port.DISK.with((opener, around) -> (topic, partition, id) ->
                    IndexBugs.upToDate(opener.open(topic, partition, id), topic, partition, around.reader()))),
    INDEX_OF_ANOTHER_TOPIC(
            "The index of a journal that is gone is used for its successor.",
            Port.DISK.with(IndexBugs::ofWhateverTopic)),
    ONE_INDEX_FOR_ALL(
            "All partitions share the file of one.",
            Port.DISK.with(opener -> (topic, _, id) -> opener.open(topic, 0, id))),
    OLDER_ENTRY_WINS("What is read again takes the place of what is newer.", IndexBugs.each(IndexBugs::newestRead)),
    BREAK_SWALLOWED("An index that breaks is taken for one that knows nothing.", IndexBugs.each(IndexBugs::swallowing)),
    BROKEN_INDEX_KEPT("An index that broke is used again and again.", IndexBugs.each(IndexBugs::neverBroken)),
    KEYS_CUT_SHORT("Of a key only its first bits count.", IndexBugs.each(IndexBugs::shortKeys)),
    CATCH_UP_UNREAD("What others wrote since the takeover is passed over.", Port.READER.with(StretchBugs::passedOver)),
    COMES_BACK_UNREAD(
            "What others wrote of a partition is not read when it comes back.",
            Port.READER.with(StretchBugs::knownAlready)),
    STUB_READ_ELSEWHERE("A parked command is read where another stands.", Port.READER.with(StretchBugs::neighbour));

    private final String sentence;

    @SuppressWarnings("ImmutableEnumChecker") // a bug has no state, it makes the ports that have
    private final Bug bug;

    Mutant(String sentence, Bug bug) {
        this.sentence = sentence;
        this.bug = bug;
    }

    /** What is wrong, for workers. */
    public Bug bug() {
        return bug;
    }

    /** What is wrong, for people. */
    public String sentence() {
        return sentence;
    }
}
