package io.mailroom.systemtests;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.wire.MailJson;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What may go wrong with one call of a send (facts G3, D). After each of them the mail is sent, once. */
enum CallFault {
    DRAFT_MADE_AND_REPLY_LOST("/messages$", fault().put("dropReply", true).put("executeAnyway", true)),
    DRAFT_NOT_MADE_AND_REPLY_LOST("/messages$", fault().put("dropReply", true)),
    DRAFT_MADE_LATE("/messages$", fault().put("status", 504).put("executeAfterMs", 3_000)),
    DRAFT_MADE_TWICE("/messages$", fault().put("executeTimes", 2)),
    DRAFT_IN_CONFLICT("/messages$", fault().put("status", 409)),
    SENT_AND_REPLY_LOST("/send$", fault().put("dropReply", true).put("executeAnyway", true)),
    NOT_SENT_AND_REPLY_LOST("/send$", fault().put("dropReply", true)),
    SENT_LATE("/send$", fault().put("status", 504).put("executeAfterMs", 4_000)),
    SENT_AND_504("/send$", fault().put("status", 504).put("executeAnyway", true)),
    NOT_SENT_AND_504("/send$", fault().put("status", 504)),
    SENT_AND_500("/send$", fault().put("status", 500).put("executeAnyway", true)),
    NOT_SENT_AND_503_WITH_RETRY_AFTER("/send$", fault().put("status", 503).put("retryAfter", "1")),
    SENT_AND_202_WITH_RETRY_AFTER("/send$", fault().put("retryAfter", "1")),
    SENT_AND_429("/send$", throttled("1").put("executeAnyway", true)),
    NOT_SENT_AND_429_IN_SECONDS("/send$", throttled("1")),
    NOT_SENT_AND_429_AS_A_DATE("/send$", throttled(inAMoment())),
    NOT_SENT_AND_429_AS_A_LIST("/send$", throttled("1, 2")),
    NOT_SENT_AND_429_WITHOUT_A_TIME("/send$", fault().put("status", 429).put("code", "ApplicationThrottled")),
    SENT_AND_RESET_AFTER_THE_HEADERS("/send$", fault().put("cutReply", true)),
    NOT_SENT_AND_CONFLICT("/send$", fault().put("status", 412)),
    TOKEN_REFUSED_IN_THE_MIDDLE("/send$", fault().put("status", 401).put("code", "InvalidAuthenticationToken")),
    CLAIMS_CHALLENGE(
            "/send$",
            fault().put("status", 401)
                    .put("claims", "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1700000000\"}}}")),
    SENT_ITEM_NOT_ANSWERED("GET", "/messages/", fault().put("status", 503));

    private final String method;
    private final String path;
    private final ObjectNode fault;

    CallFault(String path, ObjectNode fault) {
        this("POST", path, fault);
    }

    CallFault(String method, String path, ObjectNode fault) {
        this.method = method;
        this.path = path;
        this.fault = fault;
    }

    private static ObjectNode fault() {
        return MailJson.object();
    }

    private static ObjectNode throttled(String retryAfter) {
        return fault().put("status", 429).put("retryAfter", retryAfter);
    }

    private static String inAMoment() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(20));
    }

    String command() {
        return "fault-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String address() {
        return command() + "@contoso.example";
    }

    ObjectNode match() {
        return MailJson.object().put("method", method).put("pathRegex", path).put("mailbox", address());
    }

    ObjectNode order() {
        return fault;
    }
}
