package io.mailroom.worker.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.wire.MailJson;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.record.RawRecord.RawHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records in both modes, from attributes and data. */
final class Records {
    static final String GOOD = """
            {"connectionId":"c1","to":[{"address":"alex@contoso.example"}],"subject":"Hi","text":"Hello"}""";
    static final RawHeader STRUCTURED = header("content-type", "application/cloudevents+json; charset=UTF-8");

    private Records() {}

    /** Of a good command. */
    static Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", "id-1");
        attributes.put("source", "/erp");
        attributes.put("type", SendMail.TYPE);
        attributes.put("datacontenttype", "application/json");
        return attributes;
    }

    static List<RawHeader> headers(Map<String, String> attributes) {
        var headers = new ArrayList<RawHeader>();
        attributes.forEach((name, value) ->
                headers.add(header(name.equals("datacontenttype") ? "content-type" : "ce_" + name, value)));
        return headers;
    }

    static RawRecord binary(Map<String, String> attributes) {
        return record(utf8(GOOD), headers(attributes));
    }

    static RawRecord structured(Map<String, String> attributes) {
        return structured(attributes, utf8(GOOD));
    }

    /** @param data as it came, JSON or not; none if absent */
    static RawRecord structured(Map<String, String> attributes, byte @Nullable [] data) {
        ObjectNode members = MailJson.object();
        attributes.forEach(members::put);
        return record(envelope(members, data), List.of(STRUCTURED));
    }

    static byte[] envelope(JsonNode members, byte @Nullable [] data) {
        byte[] envelope = MailJson.bytes(members);
        var bytes = new ByteArrayOutputStream();
        bytes.write(envelope, 0, envelope.length - 1);
        if (data != null) {
            bytes.writeBytes(utf8(members.isEmpty() ? "\"data\":" : ",\"data\":"));
            bytes.writeBytes(data);
        }
        bytes.write('}');
        return bytes.toByteArray();
    }

    static RawRecord record(byte @Nullable [] value, List<RawHeader> headers) {
        return record("c1", value, headers);
    }

    static RawRecord record(@Nullable String key, byte @Nullable [] value, List<RawHeader> headers) {
        return new RawRecord(
                "mail.commands.erp", 0, 0, Instant.EPOCH, key == null ? null : utf8(key), value, List.copyOf(headers));
    }

    static RawHeader header(String name, String value) {
        return new RawHeader(name, utf8(value));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
