package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.wire.MailJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Structured mode that is no JSON as it must be. What stands before the fault tells whom to answer, and no more. */
final class BrokenEnvelope extends Envelope {
    private final Map<String, String> attributes;

    private BrokenEnvelope(Map<String, String> attributes) {
        this.attributes = attributes;
    }

    static BrokenEnvelope read(byte[] value) {
        return new BrokenEnvelope(MailJson.textsBeforeFault(value, Set.of(ID, SOURCE, TYPE)));
    }

    @Override
    Optional<String> attribute(String name) throws CommandProblem {
        String text = attributes.get(name);
        if (text == null) {
            throw fault();
        }
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    @Override
    JsonNode content() throws CommandProblem {
        throw fault();
    }

    @Override
    String named(String attribute) {
        return "attribute " + attribute;
    }

    private static CommandProblem fault() {
        return CommandProblem.malformed("The envelope is not JSON in UTF-8, or an object in it names a member twice.");
    }
}
