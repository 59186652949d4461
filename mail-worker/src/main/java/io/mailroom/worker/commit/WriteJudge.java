package io.mailroom.worker.commit;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidCommitOffsetSizeException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnsupportedCompressionTypeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * From Kafka's refusal of a write to what it means, as a pure function over an allow-list (Kafka's protocol, "Error
 * Codes"). What no rule names is not tried again as it is: everything is read anew.
 */
final class WriteJudge {
    private record Rule(Class<? extends Throwable> refusal, WriteVerdict verdict) {}

    /** The first that fits decides, so a class stands before what it extends. */
    private static final List<Rule> RULES = List.of(
            new Rule(RecordTooLargeException.class, WriteVerdict.RECORD_REFUSED),
            new Rule(RecordBatchTooLargeException.class, WriteVerdict.RECORD_REFUSED),
            new Rule(InvalidRecordException.class, WriteVerdict.RECORD_REFUSED),
            new Rule(SerializationException.class, WriteVerdict.RECORD_REFUSED),
            new Rule(PolicyViolationException.class, WriteVerdict.RECORD_REFUSED),
            new Rule(OffsetMetadataTooLarge.class, WriteVerdict.LESS_METADATA),
            new Rule(InvalidCommitOffsetSizeException.class, WriteVerdict.LESS_METADATA),
            new Rule(InvalidTopicException.class, WriteVerdict.CLOSED),
            new Rule(InvalidTxnTimeoutException.class, WriteVerdict.CLOSED),
            new Rule(AuthorizationException.class, WriteVerdict.CLOSED),
            new Rule(AuthenticationException.class, WriteVerdict.CLOSED),
            new Rule(UnsupportedForMessageFormatException.class, WriteVerdict.CLOSED),
            new Rule(UnsupportedCompressionTypeException.class, WriteVerdict.CLOSED),
            new Rule(UnsupportedVersionException.class, WriteVerdict.CLOSED),
            // Says something of the clocks and nothing of the record, which has another time at the next attempt.
            new Rule(InvalidTimestampException.class, WriteVerdict.TRY_AGAIN),
            // The group has moved on: the next poll brings its generation, or takes the partitions away.
            new Rule(CommitFailedException.class, WriteVerdict.TRY_AGAIN),
            new Rule(UnknownMemberIdException.class, WriteVerdict.TRY_AGAIN),
            new Rule(IllegalGenerationException.class, WriteVerdict.TRY_AGAIN),
            new Rule(StaleMemberEpochException.class, WriteVerdict.TRY_AGAIN),
            new Rule(FencedMemberEpochException.class, WriteVerdict.TRY_AGAIN),
            new Rule(RebalanceInProgressException.class, WriteVerdict.TRY_AGAIN),
            new Rule(ApplicationRecoverableException.class, WriteVerdict.BEGIN_ANEW),
            // A missing topic is among these: a broker that starts knows none of its topics. The look at the topics
            // tells.
            new Rule(RetriableException.class, WriteVerdict.TRY_AGAIN),
            new Rule(OutOfOrderSequenceException.class, WriteVerdict.TRY_AGAIN),
            new Rule(TransactionAbortableException.class, WriteVerdict.TRY_AGAIN),
            new Rule(TransactionAbortedException.class, WriteVerdict.TRY_AGAIN));

    /** The client wraps what the broker said a few times over. */
    private static final int DEEPEST = 10;

    private WriteJudge() {}

    static WriteVerdict of(Throwable failure) {
        return rule(word(failure)).map(Rule::verdict).orElse(WriteVerdict.BEGIN_ANEW);
    }

    /** The error that says what happened: the deepest cause that a rule names, else the failure itself. */
    static Throwable word(Throwable failure) {
        Throwable word = failure;
        Throwable each = failure;
        for (int depth = 0; depth < DEEPEST && each != null; depth++) {
            word = rule(each).isPresent() ? each : word;
            each = each.getCause();
        }
        return word;
    }

    private static Optional<Rule> rule(Throwable failure) {
        return RULES.stream().filter(rule -> rule.refusal().isInstance(failure)).findFirst();
    }
}
