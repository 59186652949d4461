package io.mailroom.worker.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.result.ResultCode;
import io.mailroom.worker.graph.Accepted;
import io.mailroom.worker.graph.Diagnostics;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.GraphReply.Refused;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Facts D3, the table of codes. */
class ReplyJudgeOfRefusalsTest {
    private static final Diagnostics DIAGNOSTICS = new Diagnostics("r-1", 0);

    @Nested
    class A_send_that_was_refused {
        @ParameterizedTest
        @CsvSource({
            "404, ErrorItemNotFound",
            "404, ''",
            "404, ErrorNonExistentMailBox",
            "400, ErrorNonExistentMailBox",
            "409, ErrorIrresolvableConflict",
            "412, ErrorIrresolvableConflict",
            "409, ''",
            "412, ''",
        })
        void may_have_been_carried_out_by_a_call_before(int status, String code) {
            assertThat(ReplyJudge.ofSend(refused(status, code))).isEqualTo(new Judgement.Doubt());
            assertThat(ReplyJudge.ofSend(refused(status, code.toUpperCase(Locale.ROOT))))
                    .isEqualTo(new Judgement.Doubt());
        }

        @ParameterizedTest
        @CsvSource({
            "403, ErrorSendAsDenied, SEND_AS_DENIED",
            "403, ErrorAccessDenied, ACCESS_DENIED",
            "403, '', ACCESS_DENIED",
            "404, MailboxNotEnabledForRESTAPI, MAILBOX_UNAVAILABLE",
            "404, ErrorMailboxNotEnabledForRESTAPI, MAILBOX_UNAVAILABLE",
            "400, ErrorInvalidRecipients, INVALID_RECIPIENTS",
            "413, ErrorMessageSizeExceeded, MESSAGE_TOO_LARGE",
            "413, RequestEntityTooLarge, MESSAGE_TOO_LARGE",
            "413, '', MESSAGE_TOO_LARGE",
            "403, ErrorQuotaExceeded, QUOTA_EXCEEDED",
            "507, quotaLimitReached, QUOTA_EXCEEDED",
            "507, '', QUOTA_EXCEEDED",
            "403, ErrorMessageSubmissionBlocked, SENDING_BLOCKED",
            "403, ErrorExceededMessageLimit, SENDING_BLOCKED",
            "403, ErrorAccountSuspend, SENDING_BLOCKED",
            "400, ErrorInvalidIdMalformed, REFUSED_BY_GRAPH",
            "400, ErrorInvalidRequest, REFUSED_BY_GRAPH",
            "501, '', REFUSED_BY_GRAPH",
        })
        void for_good_fails_at_once_with_its_reason(int status, String code, ResultCode expected) {
            assertThat(stop(ReplyJudge.ofSend(refused(status, code)))).isEqualTo(expected);
        }
    }

    @Nested
    class A_repeatable_call_that_was_refused {
        @ParameterizedTest
        @CsvSource({
            "403, ErrorAccessDenied, ACCESS_DENIED",
            "403, '', ACCESS_DENIED",
            "404, ErrorItemNotFound, REFUSED_BY_GRAPH",
            "404, MailboxNotEnabledForRESTAPI, MAILBOX_UNAVAILABLE",
            "404, ErrorMailboxNotEnabledForRESTAPI, MAILBOX_UNAVAILABLE",
            "400, ErrorInvalidIdMalformed, REFUSED_BY_GRAPH",
            "400, ErrorInvalidRecipients, INVALID_RECIPIENTS",
            "400, InvalidInternetMessageHeader, REFUSED_BY_GRAPH",
            "400, ErrorMimeContentInvalidBase64String, REFUSED_BY_GRAPH",
            "400, InefficientFilter, REFUSED_BY_GRAPH",
            "400, ErrorAttachmentSizeShouldNotBeLessThanMinimumSize, REFUSED_BY_GRAPH",
            "410, SyncStateNotFound, REFUSED_BY_GRAPH",
            "413, ErrorMessageSizeExceeded, MESSAGE_TOO_LARGE",
            "413, RequestEntityTooLarge, MESSAGE_TOO_LARGE",
            "403, ErrorQuotaExceeded, QUOTA_EXCEEDED",
            "507, quotaLimitReached, QUOTA_EXCEEDED",
            "0, ForeignLink, REFUSED_BY_GRAPH",
        })
        void fails_at_once_with_its_reason(int status, String code, ResultCode expected) {
            assertThat(stop(ReplyJudge.ofRepeatable(refused(status, code)))).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"409", "412"})
        void because_somebody_changed_the_item_meanwhile_is_made_again(int status) {
            assertThat(ReplyJudge.ofRepeatable(refused(status, "ErrorIrresolvableConflict")))
                    .isEqualTo(new Judgement.Again(null, ResultCode.SERVICE_UNAVAILABLE, true));
        }

        @Test
        void because_its_mailbox_seems_not_to_exist_is_made_again() {
            assertThat(ReplyJudge.ofRepeatable(refused(404, "ErrorNonExistentMailBox")))
                    .isEqualTo(new Judgement.Again(null, ResultCode.SERVICE_UNAVAILABLE, true));
        }
    }

    @Nested
    class A_code {
        @ParameterizedTest
        @CsvSource({
            "ErrorSendAsDenied, SEND_AS_DENIED",
            "ErrorInvalidRecipients, INVALID_RECIPIENTS",
            "ErrorMessageSizeExceeded, MESSAGE_TOO_LARGE",
            "MailboxNotEnabledForRESTAPI, MAILBOX_UNAVAILABLE",
        })
        void means_the_same_in_any_case(String code, ResultCode expected) {
            GraphReply<Accepted> capital = refused(400, code.toUpperCase(Locale.ROOT));
            GraphReply<Accepted> small = refused(400, code.toLowerCase(Locale.ROOT));

            assertThat(stop(ReplyJudge.ofSend(capital))).isEqualTo(expected);
            assertThat(stop(ReplyJudge.ofSend(small))).isEqualTo(expected);
        }
    }

    @Nested
    class What_the_client_is_told {
        @Test
        void names_microsofts_code() {
            assertThat(ReplyJudge.ofSend(refused(400, "ErrorInvalidRequest")))
                    .isInstanceOfSatisfying(
                            Judgement.Stop.class,
                            stop -> assertThat(stop.message()).contains("400", "ErrorInvalidRequest"));
        }
    }

    private static GraphReply<Accepted> refused(int status, String code) {
        return new Refused<>(status, code, DIAGNOSTICS);
    }

    private static ResultCode stop(Judgement judgement) {
        assertThat(judgement)
                .isInstanceOfSatisfying(
                        Judgement.Stop.class,
                        stop -> assertThat(stop.retryable()).isFalse());
        return ((Judgement.Stop) judgement).code();
    }
}
