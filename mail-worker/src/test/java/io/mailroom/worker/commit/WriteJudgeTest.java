package io.mailroom.worker.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error that a broker can answer with, and what the client makes of it. */
class WriteJudgeTest {
    /** What is not named here is answered by beginning anew. */
    private static final Map<WriteVerdict, Set<Errors>> TABLE = new EnumMap<>(Map.of(
            WriteVerdict.RECORD_REFUSED,
            EnumSet.of(
                    Errors.MESSAGE_TOO_LARGE,
                    Errors.RECORD_LIST_TOO_LARGE,
                    Errors.POLICY_VIOLATION,
                    Errors.INVALID_RECORD),
            WriteVerdict.LESS_METADATA,
            EnumSet.of(Errors.OFFSET_METADATA_TOO_LARGE, Errors.INVALID_COMMIT_OFFSET_SIZE),
            WriteVerdict.CLOSED,
            EnumSet.of(
                    Errors.INVALID_TOPIC_EXCEPTION,
                    Errors.INVALID_TRANSACTION_TIMEOUT,
                    Errors.TOPIC_AUTHORIZATION_FAILED,
                    Errors.GROUP_AUTHORIZATION_FAILED,
                    Errors.CLUSTER_AUTHORIZATION_FAILED,
                    Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
                    Errors.DELEGATION_TOKEN_AUTHORIZATION_FAILED,
                    Errors.SASL_AUTHENTICATION_FAILED,
                    Errors.UNSUPPORTED_SASL_MECHANISM,
                    Errors.ILLEGAL_SASL_STATE,
                    Errors.UNSUPPORTED_VERSION,
                    Errors.UNSUPPORTED_FOR_MESSAGE_FORMAT,
                    Errors.UNSUPPORTED_COMPRESSION_TYPE),
            WriteVerdict.TRY_AGAIN,
            EnumSet.of(
                    Errors.CORRUPT_MESSAGE,
                    Errors.INVALID_TIMESTAMP,
                    Errors.UNKNOWN_TOPIC_OR_PARTITION,
                    Errors.LEADER_NOT_AVAILABLE,
                    Errors.NOT_LEADER_OR_FOLLOWER,
                    Errors.REQUEST_TIMED_OUT,
                    Errors.REPLICA_NOT_AVAILABLE,
                    Errors.NETWORK_EXCEPTION,
                    Errors.COORDINATOR_LOAD_IN_PROGRESS,
                    Errors.COORDINATOR_NOT_AVAILABLE,
                    Errors.NOT_COORDINATOR,
                    Errors.NOT_ENOUGH_REPLICAS,
                    Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
                    Errors.ILLEGAL_GENERATION,
                    Errors.UNKNOWN_MEMBER_ID,
                    Errors.REBALANCE_IN_PROGRESS,
                    Errors.NOT_CONTROLLER,
                    Errors.OUT_OF_ORDER_SEQUENCE_NUMBER,
                    Errors.CONCURRENT_TRANSACTIONS,
                    Errors.KAFKA_STORAGE_ERROR,
                    Errors.UNKNOWN_PRODUCER_ID,
                    Errors.FETCH_SESSION_ID_NOT_FOUND,
                    Errors.INVALID_FETCH_SESSION_EPOCH,
                    Errors.LISTENER_NOT_FOUND,
                    Errors.FENCED_LEADER_EPOCH,
                    Errors.UNKNOWN_LEADER_EPOCH,
                    Errors.OFFSET_NOT_AVAILABLE,
                    Errors.PREFERRED_LEADER_NOT_AVAILABLE,
                    Errors.ELIGIBLE_LEADERS_NOT_AVAILABLE,
                    Errors.ELECTION_NOT_NEEDED,
                    Errors.UNSTABLE_OFFSET_COMMIT,
                    Errors.THROTTLING_QUOTA_EXCEEDED,
                    Errors.UNKNOWN_TOPIC_ID,
                    Errors.INCONSISTENT_TOPIC_ID,
                    Errors.FETCH_SESSION_TOPIC_ID_ERROR,
                    Errors.FENCED_MEMBER_EPOCH,
                    Errors.STALE_MEMBER_EPOCH,
                    Errors.TRANSACTION_ABORTABLE,
                    Errors.SHARE_SESSION_NOT_FOUND,
                    Errors.INVALID_SHARE_SESSION_EPOCH,
                    Errors.SHARE_SESSION_LIMIT_REACHED)));

    @Nested
    class An_error_of_the_broker {
        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void means_what_the_table_says(Errors error) {
            WriteVerdict expected = Arrays.stream(WriteVerdict.values())
                    .filter(verdict -> TABLE.getOrDefault(verdict, Set.of()).contains(error))
                    .findFirst()
                    .orElse(WriteVerdict.BEGIN_ANEW);

            assertThat(WriteJudge.of(error.exception())).isEqualTo(expected);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
        void means_the_same_however_often_the_client_wraps_it(Errors error) {
            var wrapped = new KafkaException("in an error state", new KafkaException("aborted", error.exception()));

            assertThat(WriteJudge.of(wrapped)).isEqualTo(WriteJudge.of(error.exception()));
        }
    }

    @Nested
    class An_error_of_the_client {
        static Stream<Arguments> errors() {
            return Stream.of(
                    Arguments.of(new RecordTooLargeException("over max.request.size"), WriteVerdict.RECORD_REFUSED),
                    Arguments.of(new SerializationException("no bytes"), WriteVerdict.RECORD_REFUSED),
                    Arguments.of(new TimeoutException("not present in metadata"), WriteVerdict.TRY_AGAIN),
                    Arguments.of(
                            new TimeoutException("not present in metadata", new TopicAuthorizationException("t")),
                            WriteVerdict.CLOSED),
                    Arguments.of(new TransactionAbortedException("dragged along"), WriteVerdict.TRY_AGAIN),
                    Arguments.of(new CommitFailedException("another generation"), WriteVerdict.TRY_AGAIN),
                    Arguments.of(new ProducerFencedException("a newer one"), WriteVerdict.BEGIN_ANEW),
                    Arguments.of(new KafkaException("of no name"), WriteVerdict.BEGIN_ANEW),
                    Arguments.of(new IllegalStateException("a bug"), WriteVerdict.BEGIN_ANEW));
        }

        @ParameterizedTest
        @MethodSource("errors")
        void means_what_the_table_says(Throwable error, WriteVerdict expected) {
            assertThat(WriteJudge.of(error)).isEqualTo(expected);
        }

        @Test
        void that_is_its_own_cause_in_the_end_is_still_judged() {
            var one = new KafkaException("one");
            var other = new KafkaException("other", one);
            one.initCause(other);

            assertThat(WriteJudge.of(one)).isEqualTo(WriteVerdict.BEGIN_ANEW);
        }
    }
}
