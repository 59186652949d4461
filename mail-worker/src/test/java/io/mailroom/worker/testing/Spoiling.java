package io.mailroom.worker.testing;

import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.worker.testing.HostileKind.Bad;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a record: each makes a bad one of a good one. */
final class Spoiling {
    private static final String GOOD = "{\"connectionId\":\"{c}\",\"to\":[{\"address\":\"alex@contoso.example\"}],"
            + "\"subject\":\"Hi\",\"text\":\"Hello\"}";

    private Spoiling() {}

    /** A good command. */
    static Bad good(String connection, String id) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "/erp/hostile");
        headers.put("ce_type", SendMail.TYPE);
        headers.put("content-type", "application/json");
        byte[] value = GOOD.replace("{c}", connection).getBytes(StandardCharsets.UTF_8);
        return new Bad(connection, value, headers);
    }

    /** {@code part} of a good command is replaced; the connection's own id stands for {@code {c}}. */
    static UnaryOperator<Bad> edit(String part, String instead) {
        return bad -> {
            String good = new String(java.util.Objects.requireNonNull(bad.value()), StandardCharsets.UTF_8);
            String named = part.replace("{c}", String.valueOf(bad.key()));
            if (!good.contains(named)) {
                throw new IllegalStateException("a good command has no " + named);
            }
            return new Bad(bad.key(), good.replace(named, instead).getBytes(StandardCharsets.UTF_8), bad.headers());
        };
    }

    static UnaryOperator<Bad> data(UnaryOperator<String> spoiled) {
        return bytes(
                good -> spoiled.apply(new String(good, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    static UnaryOperator<Bad> bytes(UnaryOperator<byte[]> spoiled) {
        return bad -> new Bad(bad.key(), spoiled.apply(java.util.Objects.requireNonNull(bad.value())), bad.headers());
    }

    static UnaryOperator<Bad> header(String name, String value) {
        return bad -> {
            var headers = new LinkedHashMap<>(bad.headers());
            headers.put(name, value);
            return new Bad(bad.key(), bad.value(), headers);
        };
    }

    static UnaryOperator<Bad> without(String name) {
        return bad -> {
            var headers = new LinkedHashMap<>(bad.headers());
            headers.remove(name);
            return new Bad(bad.key(), bad.value(), headers);
        };
    }

    static UnaryOperator<Bad> key(@Nullable String key) {
        return bad -> new Bad(key, bad.value(), bad.headers());
    }

    static UnaryOperator<Bad> tombstone() {
        return bad -> new Bad(bad.key(), null, bad.headers());
    }

    static UnaryOperator<Bad> bare() {
        return bad -> new Bad(bad.key(), bad.value(), Map.of());
    }

    static UnaryOperator<Bad> cancel(String data) {
        return bad -> header("ce_type", CancelCommand.TYPE)
                .apply(new Bad(bad.key(), data.getBytes(StandardCharsets.UTF_8), bad.headers()));
    }

    static UnaryOperator<Bad> sync(String data) {
        return bad -> header("ce_type", SyncMail.TYPE)
                .apply(new Bad(bad.key(), data.getBytes(StandardCharsets.UTF_8), bad.headers()));
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] all = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** The same with the connection where {@code {c}} stands. */
    static byte @Nullable [] named(byte @Nullable [] value, String connection) {
        String text = value == null ? "" : new String(value, StandardCharsets.ISO_8859_1);
        return text.contains("{c}") ? text.replace("{c}", connection).getBytes(StandardCharsets.ISO_8859_1) : value;
    }
}
