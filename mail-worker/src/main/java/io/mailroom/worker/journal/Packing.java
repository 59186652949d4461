package io.mailroom.worker.journal;

import io.mailroom.model.command.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Makes finished entries small, of which there may be millions: what most of them have in common stands in a dictionary
 * (RFC 1951 deflate, preset dictionary as in RFC 1950 section 2.2). The dictionary is part of the format and never
 * changes; a better one needs another mark.
 */
final class Packing {
    /** The first byte; JSON begins with another. */
    private static final byte MARK = 1;

    private static final byte[] DICTIONARY = dictionary();
    private static final int CHUNK = 1024;

    private Packing() {}

    static boolean isPacked(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == MARK;
    }

    static byte[] pack(byte[] json) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(json);
            deflater.finish();
            var packed = new ByteArrayOutputStream(CHUNK);
            packed.write(MARK);
            var chunk = new byte[CHUNK];
            while (!deflater.finished()) {
                packed.write(chunk, 0, deflater.deflate(chunk));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws IOException if it is damaged, or unpacks to more than any entry of ours has */
    static byte[] unpack(byte[] packed) throws IOException {
        var inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        var deflated = new ByteArrayInputStream(packed, 1, packed.length - 1);
        try (var stream = new InflaterInputStream(deflated, inflater)) {
            byte[] json = stream.readNBytes(Limits.USUAL_RECORD_BYTES + 1);
            if (json.length > Limits.USUAL_RECORD_BYTES) {
                throw new IOException("a journal entry that unpacks to more than any of ours");
            }
            return json;
        } finally {
            inflater.end();
        }
    }

    private static byte[] dictionary() {
        try (InputStream stream = Packing.class.getResourceAsStream("finished.dictionary")) {
            return Objects.requireNonNull(stream, "finished.dictionary").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
