package io.mailroom.model.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.wire.MailJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Files from the class path, and a clear word if one is not there. */
public final class Resources {
    private Resources() {}

    public static JsonNode json(String name) {
        try {
            return MailJson.read(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    public static byte[] bytes(String name) {
        try (var in = Resources.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(in, name + " is missing").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
