package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.result.ResultCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one JSON object of a command; every complaint names the field by its JSON pointer (RFC 6901). */
record Fields(JsonNode node, String pointer) {
    /** Reads one element of a list. */
    interface Element<T> {
        T read(Fields fields) throws CommandProblem;
    }

    /** A misspelt optional field must not be dropped in silence: the mail would go out without it. */
    void knowOnly(Set<String> known) throws CommandProblem {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new CommandProblem(
                        ResultCode.UNKNOWN_FIELD, at(name), "The field " + at(name) + " is not known in this version.");
            }
        }
    }

    String text(String name, int longest) throws CommandProblem {
        return optionalText(name, longest).orElseThrow(() -> CommandProblem.missing(at(name)));
    }

    Optional<String> optionalText(String name, int longest) throws CommandProblem {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw CommandProblem.invalid(at(name), "must be a text");
        }
        String text = value.textValue();
        if (text.codePointCount(0, text.length()) > longest) {
            throw CommandProblem.tooLarge(at(name), longest + " characters");
        }
        if (hasLoneSurrogate(text)) {
            throw CommandProblem.invalid(at(name), "holds half of a surrogate pair, which is no character");
        }
        return Optional.of(text);
    }

    /** A text that becomes one line of a mail's header: a line break in it could start a header of its own. */
    Optional<String> optionalLine(String name, int longest) throws CommandProblem {
        Optional<String> line = optionalText(name, longest);
        if (line.isPresent() && line.get().chars().anyMatch(Character::isISOControl)) {
            throw CommandProblem.invalid(at(name), "must not hold control characters");
        }
        return line;
    }

    /** A time of RFC 3339, with its offset from UTC. */
    Optional<Instant> optionalTime(String name) throws CommandProblem {
        Optional<String> text = optionalText(name, 40);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get()).toInstant());
        } catch (DateTimeException e) {
            throw CommandProblem.invalid(at(name), "must be a time of RFC 3339 such as 2026-12-01T08:00:00Z");
        }
    }

    boolean flag(String name) throws CommandProblem {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw CommandProblem.invalid(at(name), "must be true or false");
        }
        return value.booleanValue();
    }

    <T> List<T> list(String name, int most, Element<T> element) throws CommandProblem {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw CommandProblem.invalid(at(name), "must be a list");
        }
        if (value.size() > most) {
            throw CommandProblem.tooLarge(at(name), most + " elements");
        }
        var list = new ArrayList<T>(value.size());
        for (int i = 0; i < value.size(); i++) {
            String here = at(name) + "/" + i;
            if (!value.get(i).isObject()) {
                throw CommandProblem.invalid(here, "must be an object");
            }
            list.add(element.read(new Fields(value.get(i), here)));
        }
        return list;
    }

    String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
