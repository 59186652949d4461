package io.mailroom.worker.testing;

import static io.mailroom.worker.testing.ExpectedAnswer.dead;
import static io.mailroom.worker.testing.ExpectedAnswer.rejected;
import static io.mailroom.worker.testing.Spoiling.bare;
import static io.mailroom.worker.testing.Spoiling.bytes;
import static io.mailroom.worker.testing.Spoiling.cancel;
import static io.mailroom.worker.testing.Spoiling.concat;
import static io.mailroom.worker.testing.Spoiling.data;
import static io.mailroom.worker.testing.Spoiling.edit;
import static io.mailroom.worker.testing.Spoiling.good;
import static io.mailroom.worker.testing.Spoiling.header;
import static io.mailroom.worker.testing.Spoiling.key;
import static io.mailroom.worker.testing.Spoiling.named;
import static io.mailroom.worker.testing.Spoiling.sync;
import static io.mailroom.worker.testing.Spoiling.tombstone;
import static io.mailroom.worker.testing.Spoiling.without;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The written list of bad records. Each has one answer: a rejection that names the field, or a dead letter. */
public enum HostileKind {
    /** No connectionId. */
    NO_CONNECTION(edit("\"connectionId\":\"{c}\",", ""), rejected("MISSING_FIELD", "/connectionId")),
    /** A number as connectionId. */
    NUMBER_AS_CONNECTION(
            edit("\"connectionId\":\"{c}\"", "\"connectionId\":7"), rejected("INVALID_FIELD", "/connectionId")),
    /** A connectionId that is none. */
    CONNECTION_WITH_SPACE(
            edit("\"connectionId\":\"{c}\"", "\"connectionId\":\"a b\""), rejected("INVALID_FIELD", "/connectionId")),
    /** The key of another connection. */
    OTHER_CONNECTION(
            edit("\"connectionId\":\"{c}\"", "\"connectionId\":\"somebody-else\""),
            rejected("KEY_MISMATCH", "/connectionId")),
    /** Nobody to send to. */
    NO_RECIPIENT_FIELD(edit("\"to\":[{\"address\":\"alex@contoso.example\"}],", ""), rejected("MISSING_FIELD", "/to")),
    /** An empty list of recipients. */
    EMPTY_TO(edit("\"to\":[{\"address\":\"alex@contoso.example\"}]", "\"to\":[]"), rejected("INVALID_FIELD", "/to")),
    /** A text where a list belongs. */
    TEXT_AS_TO(
            edit("\"to\":[{\"address\":\"alex@contoso.example\"}]", "\"to\":\"alex@contoso.example\""),
            rejected("INVALID_FIELD", "/to")),
    /** Null among the recipients. */
    NULL_RECIPIENT(
            edit("\"to\":[{\"address\":\"alex@contoso.example\"}]", "\"to\":[null]"),
            rejected("INVALID_FIELD", "/to/0")),
    /** A recipient without an address. */
    NO_ADDRESS(
            edit("\"to\":[{\"address\":\"alex@contoso.example\"}]", "\"to\":[{\"name\":\"Alex\"}]"),
            rejected("MISSING_FIELD", "/to/0/address")),
    /** No @. */
    ADDRESS_WITHOUT_AT(edit("\"alex@contoso.example\"", "\"alex\""), rejected("INVALID_FIELD", "/to/0/address")),
    /** Two @. */
    ADDRESS_WITH_TWO_AT(
            edit("\"alex@contoso.example\"", "\"a@b@contoso.example\""), rejected("INVALID_FIELD", "/to/0/address")),
    /** A space in the address. */
    ADDRESS_WITH_SPACE(
            edit("\"alex@contoso.example\"", "\"a lex@contoso.example\""), rejected("INVALID_FIELD", "/to/0/address")),
    /** A header behind an address. */
    ADDRESS_WITH_LINE_BREAK(
            edit("\"alex@contoso.example\"", "\"alex@contoso.example\\r\\nBcc: eve@contoso.example\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** NUL in the address. */
    ADDRESS_WITH_NUL(
            edit("\"alex@contoso.example\"", "\"alex\\u0000@contoso.example\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** A display form as the address. */
    ADDRESS_AS_DISPLAY_FORM(
            edit("\"alex@contoso.example\"", "\"Alex <alex@contoso.example>\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** Two addresses in one. */
    ADDRESS_LIST(
            edit("\"alex@contoso.example\"", "\"a@contoso.example,b@contoso.example\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** An empty label in the domain. */
    ADDRESS_WITH_EMPTY_LABEL(
            edit("\"alex@contoso.example\"", "\"alex@contoso..example\""), rejected("INVALID_FIELD", "/to/0/address")),
    /** A dot before the local part. */
    ADDRESS_WITH_LEADING_DOT(
            edit("\"alex@contoso.example\"", "\".alex@contoso.example\""), rejected("INVALID_FIELD", "/to/0/address")),
    /** A quoted local part that does not end. */
    ADDRESS_WITH_OPEN_QUOTE(
            edit("\"alex@contoso.example\"", "\"\\\"alex@contoso.example\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** A label of the domain over 63. */
    ADDRESS_WITH_LONG_LABEL(
            edit(
                    "\"alex@contoso.example\"",
                    "\"alex@xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.example\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** A local part over 64. */
    ADDRESS_WITH_LONG_LOCAL(
            edit(
                    "\"alex@contoso.example\"",
                    "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@contoso.example\""),
            rejected("INVALID_FIELD", "/to/0/address")),
    /** An empty address. */
    EMPTY_ADDRESS(edit("\"alex@contoso.example\"", "\"\""), rejected("INVALID_FIELD", "/to/0/address")),
    /** A header in the name of a recipient. */
    NAME_WITH_LINE_BREAK(
            edit("\"alex@contoso.example\"", "\"alex@contoso.example\",\"name\":\"A\\r\\nBcc: x\""),
            rejected("INVALID_FIELD", "/to/0/name")),
    /** Numbers among cc. */
    CC_OF_NUMBERS(edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"cc\":[1,2]"), rejected("INVALID_FIELD", "/cc/0")),
    /** A field that recipients have not. */
    UNKNOWN_FIELD_OF_RECIPIENT(
            edit("\"alex@contoso.example\"", "\"alex@contoso.example\",\"type\":\"x\""),
            rejected("UNKNOWN_FIELD", "/to/0/type")),
    /** No subject. */
    NO_SUBJECT(edit("\"subject\":\"Hi\",", ""), rejected("MISSING_FIELD", "/subject")),
    /** A header behind the subject. */
    SUBJECT_WITH_LINE_BREAK(
            edit("\"subject\":\"Hi\"", "\"subject\":\"Hi\\r\\nBcc: eve@contoso.example\""),
            rejected("INVALID_FIELD", "/subject")),
    /** A control character in the subject. */
    SUBJECT_WITH_BELL(edit("\"subject\":\"Hi\"", "\"subject\":\"H\\u0007i\""), rejected("INVALID_FIELD", "/subject")),
    /** Half a surrogate pair. */
    SUBJECT_WITH_LONE_SURROGATE(
            edit("\"subject\":\"Hi\"", "\"subject\":\"\\ud800\""), rejected("INVALID_FIELD", "/subject")),
    /** A subject over 255. */
    SUBJECT_TOO_LONG(
            edit(
                    "\"subject\":\"Hi\"",
                    "\"subject\":\"ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss\""),
            rejected("TOO_LARGE", "/subject")),
    /** An object as the subject. */
    OBJECT_AS_SUBJECT(edit("\"subject\":\"Hi\"", "\"subject\":{}"), rejected("INVALID_FIELD", "/subject")),
    /** No body. */
    NO_BODY(edit(",\"text\":\"Hello\"", ""), rejected("MISSING_FIELD", "/text")),
    /** Half a surrogate pair in the text. */
    LONE_SURROGATE_IN_TEXT(edit("\"text\":\"Hello\"", "\"text\":\"\\udc00\""), rejected("INVALID_FIELD", "/text")),
    /** A body over a million. */
    BODY_TOO_LONG(
            edit("\"text\":\"Hello\"", "\"text\":\"" + "t".repeat(1_000_001) + "\""), rejected("TOO_LARGE", "/text")),
    /** An importance that is none. */
    IMPORTANCE_UNKNOWN(
            edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"importance\":\"urgent\""),
            rejected("INVALID_FIELD", "/importance")),
    /** A field nobody knows. */
    MISSPELT_FIELD(edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"txet\":\"x\""), rejected("UNKNOWN_FIELD", "/txet")),
    /** A field that means something elsewhere. */
    PROTO_FIELD(
            edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"__proto__\":{\"admin\":true}"),
            rejected("UNKNOWN_FIELD", "/__proto__")),
    /** A time that is none. */
    SEND_AT_NOT_A_TIME(
            edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"sendAt\":\"tomorrow\""),
            rejected("INVALID_FIELD", "/sendAt")),
    /** A time as a number. */
    SEND_AT_IN_SECONDS(
            edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"sendAt\":1767225600"),
            rejected("INVALID_FIELD", "/sendAt")),
    /** A time in another age. */
    SEND_AT_FAR(
            edit("\"text\":\"Hello\"", "\"text\":\"Hello\",\"sendAt\":\"9999-12-31T23:59:59Z\""),
            rejected("INVALID_FIELD", "/sendAt")),
    /** An end before the begin. */
    EXPIRES_BEFORE_SENT(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"sendAt\":\"2030-01-02T00:00:00Z\",\"expiresAt\":\"2030-01-01T00:00:00Z\""),
            rejected("INVALID_FIELD", "/expiresAt")),
    /** Base64 that is none. */
    ATTACHMENT_BAD_BASE64(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"attachments\":[{\"name\":\"a\",\"contentType\":\"text/plain\",\"contentBase64\":\"%%%\"}]"),
            rejected("INVALID_FIELD", "/attachments/0/contentBase64")),
    /** The other alphabet of base64. */
    ATTACHMENT_URL_BASE64(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"attachments\":[{\"name\":\"a\",\"contentType\":\"text/plain\",\"contentBase64\":\"_-__\"}]"),
            rejected("INVALID_FIELD", "/attachments/0/contentBase64")),
    /** Base64 with line breaks. */
    ATTACHMENT_SPACED_BASE64(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"attachments\":[{\"name\":\"a\",\"contentType\":\"text/plain\",\"contentBase64\":\"QUJD\\nREVG\"}]"),
            rejected("INVALID_FIELD", "/attachments/0/contentBase64")),
    /** A header in a file name. */
    ATTACHMENT_NAME_WITH_LINE_BREAK(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"attachments\":[{\"name\":\"a\\r\\nX: y\",\"contentType\":\"text/plain\",\"contentBase64\":\"\"}]"),
            rejected("INVALID_FIELD", "/attachments/0/name")),
    /** A file without a name. */
    ATTACHMENT_WITHOUT_NAME(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"attachments\":[{\"contentType\":\"text/plain\",\"contentBase64\":\"\"}]"),
            rejected("MISSING_FIELD", "/attachments/0/name")),
    /** An inline file that nothing can point to. */
    ATTACHMENT_INLINE_WITHOUT_ID(
            edit(
                    "\"text\":\"Hello\"",
                    "\"text\":\"Hello\",\"attachments\":[{\"name\":\"a\",\"contentType\":\"image/png\",\"contentBase64\":\"\",\"inline\":true}]"),
            rejected("MISSING_FIELD", "/attachments/0/contentId")),
    /** JSON that ends too early. */
    CUT_OFF(data(good -> good.substring(0, good.length() / 2)), rejected("MALFORMED_JSON", null)),
    /** Something behind the JSON. */
    TRAILING_GARBAGE(data(good -> good + "}"), rejected("MALFORMED_JSON", null)),
    /** Two JSON values. */
    TWO_VALUES(data(good -> good + good), rejected("MALFORMED_JSON", null)),
    /** A member named twice. */
    DUPLICATE_MEMBER(
            data(good -> good.replace("{\"connectionId\"", "{\"subject\":\"x\",\"connectionId\"")),
            rejected("MALFORMED_JSON", null)),
    /** A list where an object belongs. */
    ARRAY(data(good -> "[" + good + "]"), rejected("MALFORMED_JSON", null)),
    /** Null as the data. */
    NULL_JSON(data(good -> "null"), rejected("MALFORMED_JSON", null)),
    /** A number as the data. */
    NUMBER(data(good -> "42"), rejected("MALFORMED_JSON", null)),
    /** No data at all. */
    EMPTY_DATA(data(good -> ""), rejected("MALFORMED_JSON", null)),
    /** A number that JSON has not. */
    NAN(data(good -> good.replace("\"Hello\"", "NaN")), rejected("MALFORMED_JSON", null)),
    /** Another language. */
    SINGLE_QUOTES(data(good -> good.replace('"', '\'')), rejected("MALFORMED_JSON", null)),
    /** A comment. */
    COMMENT(data(good -> "/* x */" + good), rejected("MALFORMED_JSON", null)),
    /** A thousand brackets. */
    DEEP(
            data(good -> good.replace("\"Hello\"", "[".repeat(1_000) + "]".repeat(1_000))),
            rejected("MALFORMED_JSON", null)),
    /** A number of a thousand digits. */
    HUGE_NUMBER(data(good -> good.replace("\"Hello\"", "9".repeat(1_000))), rejected("MALFORMED_JSON", null)),
    /** Bytes that are no text. */
    INVALID_UTF8(bytes(good -> concat(new byte[] {(byte) 0xff, (byte) 0xfe}, good)), rejected("MALFORMED_JSON", null)),
    /** A type that nobody knows. */
    UNKNOWN_TYPE(header("ce_type", "io.mailroom.mail.shred.v1"), rejected("UNKNOWN_TYPE", null)),
    /** A version of another age. */
    UNKNOWN_VERSION(header("ce_type", "io.mailroom.mail.send.v9"), rejected("UNKNOWN_TYPE", null)),
    /** No type. */
    NO_TYPE(without("ce_type"), rejected("MISSING_FIELD", null)),
    /** No id. */
    NO_ID(without("ce_id"), dead()),
    /** No source. */
    NO_SOURCE(without("ce_source"), dead()),
    /** No version of CloudEvents. */
    NO_SPECVERSION(without("ce_specversion"), rejected("MISSING_FIELD", null)),
    /** Another version of CloudEvents. */
    OTHER_SPECVERSION(header("ce_specversion", "9.9"), rejected("INVALID_FIELD", null)),
    /** An id without an end. */
    LONG_ID(header("ce_id", "x".repeat(2_000)), dead()),
    /** A control character in the id. */
    ID_WITH_CONTROL(header("ce_id", "a\u0001b"), dead()),
    /** A source that is no URI. */
    SOURCE_NO_URI(header("ce_source", "a b c %%"), dead()),
    /** Structured mode without an event. */
    STRUCTURED_GARBAGE(header("content-type", "application/cloudevents+json"), dead()),
    /** No key. */
    NO_KEY(key(null), rejected("KEY_MISMATCH", "/connectionId")),
    /** The key of somebody else. */
    OTHER_KEY(key("somebody-else"), rejected("KEY_MISMATCH", "/connectionId")),
    /** No value. */
    TOMBSTONE(tombstone(), rejected("MALFORMED_JSON", null)),
    /** A record of somebody else. */
    NO_HEADERS(bare(), dead()),
    /** A cancel of nothing. */
    CANCEL_WITHOUT_TARGET(cancel("{\"connectionId\":\"{c}\"}"), rejected("MISSING_FIELD", "/commandId")),
    /** A folder that leaves its place. */
    FOLDER_WITH_PATH(
            sync("{\"connectionId\":\"{c}\",\"folder\":\"../../users\"}"), rejected("INVALID_FIELD", "/folder"));

    /** A record to publish. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Bad(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {}

    private final UnaryOperator<Bad> spoil;
    private final ExpectedAnswer expected;

    HostileKind(UnaryOperator<Bad> spoil, ExpectedAnswer expected) {
        this.spoil = spoil;
        this.expected = expected;
    }

    public ExpectedAnswer expected() {
        return expected;
    }

    /** @param id of the command, as far as the kind leaves it one */
    public Bad record(String connection, String id) {
        Bad bad = spoil.apply(good(connection, id));
        return new Bad(bad.key(), named(bad.value(), connection), bad.headers());
    }
}
