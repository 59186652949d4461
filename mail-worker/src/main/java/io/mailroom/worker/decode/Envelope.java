package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.command.CommandType;
import io.mailroom.model.command.Limits;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ForeignText;
import io.mailroom.model.result.ResultCode;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.record.RawRecord;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The attributes and the data of a CloudEvent 1.0 as they came. Each attribute is judged when it is asked for, so that what
 * nobody asks for ({@code time}, {@code subject}, {@code dataschema}, extensions) costs no command.
 */
abstract sealed class Envelope permits BinaryEnvelope, BrokenEnvelope, StructuredEnvelope {
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String SPECVERSION = "specversion";
    static final String DATA_CONTENT_TYPE = "datacontenttype";

    /** What an answer names where the command has no type that could be read. */
    private static final String NO_TYPE = "none";

    private static final Set<String> STRUCTURED = Set.of("application/cloudevents", "application/cloudevents+json");
    /** JSON by its media type (JSON event format 1.0.2, section 3.1), and no event or batch of events in the data. */
    private static final Pattern JSON = Pattern.compile("(?!application/cloudevents)[^/\\s]+/([^/\\s]+\\+)?json");

    /**
     * The content type alone tells the mode (Kafka protocol binding 1.0.2, section 3). Batches and other event formats than
     * JSON are read as binary mode, whose content type is wrong then.
     *
     * @throws CommandProblem if not one attribute can be read
     */
    static Envelope of(RawRecord record) throws CommandProblem {
        var binary = new BinaryEnvelope(record);
        return saysStructured(binary) ? StructuredEnvelope.read(record.value()) : binary;
    }

    private static boolean saysStructured(BinaryEnvelope binary) {
        try {
            return binary.attribute(DATA_CONTENT_TYPE)
                    .map(Envelope::mediaType)
                    .filter(STRUCTURED::contains)
                    .isPresent();
        } catch (CommandProblem unclear) {
            return false; // Binary mode names the header at fault.
        }
    }

    /**
     * @return nothing if the attribute is absent, null or empty: no attribute may be empty
     * @throws CommandProblem if it is there, but what it says cannot be told
     */
    abstract Optional<String> attribute(String name) throws CommandProblem;

    /** As it came; a missing node if there is none. */
    abstract JsonNode content() throws CommandProblem;

    /** The attribute as its writer knows it. */
    abstract String named(String attribute);

    final CommandKey key() throws CommandProblem {
        String id = required(ID);
        String source = required(SOURCE);
        if (Fields.hasLoneSurrogate(id + ' ' + source)) {
            throw new CommandProblem(ResultCode.INVALID_FIELD, null, "The id or source holds half a character.");
        }
        try {
            var key = new CommandKey(source, id);
            new URI(source);
            return key;
        } catch (IllegalArgumentException e) {
            throw new CommandProblem(
                    ResultCode.INVALID_FIELD,
                    null,
                    "The id has 1 to " + CommandKey.LONGEST_ID + " characters, the source 1 to "
                            + CommandKey.LONGEST_SOURCE + ", and none of them is a control character.");
        } catch (URISyntaxException e) {
            throw invalid(SOURCE, "must be a URI reference (RFC 3986)");
        }
    }

    /** @return what an answer may name, whatever came */
    final String printableType() {
        try {
            return attribute(TYPE)
                    .map(type -> ForeignText.line(type, Limits.EVENT_TYPE))
                    .filter(type -> !type.isEmpty())
                    .orElse(NO_TYPE);
        } catch (CommandProblem e) {
            return NO_TYPE;
        }
    }

    final CommandType type() throws CommandProblem {
        if (!required(SPECVERSION).equals("1.0")) {
            throw invalid(SPECVERSION, "must be 1.0");
        }
        return CommandType.of(required(TYPE))
                .orElseThrow(() -> new CommandProblem(
                        ResultCode.UNKNOWN_TYPE, null, "No command of this CloudEvents type is known."));
    }

    final JsonNode data() throws CommandProblem {
        Optional<String> contentType = attribute(DATA_CONTENT_TYPE);
        if (contentType.isPresent()
                && !JSON.matcher(mediaType(contentType.get())).matches()) {
            throw invalid(DATA_CONTENT_TYPE, "must be application/json, or be left out");
        }
        JsonNode data = content();
        if (data.isMissingNode()) {
            throw CommandProblem.malformed("The command has no data.");
        }
        if (!data.isObject()) {
            throw CommandProblem.malformed("The data is not a JSON object.");
        }
        return data;
    }

    static JsonNode json(byte[] data) throws CommandProblem {
        try {
            return MailJson.read(data);
        } catch (IOException e) {
            throw CommandProblem.malformed("The data is not JSON in UTF-8, or an object in it names a member twice.");
        }
    }

    static void checkSize(int bytes) throws CommandProblem {
        if (bytes > Limits.COMMAND_BYTES) {
            throw new CommandProblem(
                    ResultCode.TOO_LARGE, null, "The data is over " + Limits.COMMAND_BYTES + " bytes.");
        }
    }

    final CommandProblem invalid(String attribute, String rule) {
        return new CommandProblem(ResultCode.INVALID_FIELD, null, "The " + named(attribute) + " " + rule + ".");
    }

    private String required(String attribute) throws CommandProblem {
        return attribute(attribute)
                .orElseThrow(() -> new CommandProblem(
                        ResultCode.MISSING_FIELD, null, "The " + named(attribute) + " is required."));
    }

    /** Without its parameters. */
    private static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
