package io.mailroom.worker.graph.http;

import io.mailroom.worker.graph.http.HttpOutcome.Answered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Undoes the {@code Content-Encoding} of an answer (RFC 9110 section 8.4). None is asked for, but a proxy may apply one all
 * the same. What has an unknown coding, is damaged or unpacks to more than the bound is as good as no body.
 */
final class ContentCoding {
    /** More than one is a mistake; each costs a pass over the body. */
    private static final int MOST = 2;

    private ContentCoding() {}

    /** @param largest bytes that a body may unpack to */
    static HttpOutcome undone(HttpOutcome end, int largest) {
        if (!(end instanceof Answered answered) || answered.body().length == 0) {
            return end;
        }
        List<String> codings = Stream.of(
                        answered.headers().getOrDefault("Content-Encoding", "").split(",", -1))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        return new Answered(answered.status(), answered.headers(), unpacked(answered.body(), codings, largest));
    }

    /** The last that was applied is undone first. */
    private static byte[] unpacked(byte[] body, List<String> codings, int largest) {
        if (codings.size() > MOST) {
            return new byte[0];
        }
        try {
            byte[] bytes = body;
            for (String coding : codings.reversed()) {
                bytes = unpacked(bytes, coding, largest);
            }
            return bytes;
        } catch (IOException damaged) {
            return new byte[0];
        }
    }

    private static byte[] unpacked(byte[] bytes, String coding, int largest) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> bounded(new GZIPInputStream(new ByteArrayInputStream(bytes)), largest);
            case "deflate" -> inflated(bytes, largest);
            default -> throw new IOException("an unknown coding");
        };
    }

    /** The zlib format, as the standard wants it; some servers leave its header out. */
    private static byte[] inflated(byte[] bytes, int largest) throws IOException {
        try {
            return bounded(new InflaterInputStream(new ByteArrayInputStream(bytes)), largest);
        } catch (ZipException withoutHeader) {
            var raw = new Inflater(true);
            try {
                return bounded(new InflaterInputStream(new ByteArrayInputStream(bytes), raw), largest);
            } finally {
                raw.end();
            }
        }
    }

    private static byte[] bounded(InputStream packed, int largest) throws IOException {
        try (packed) {
            byte[] bytes = packed.readNBytes(largest);
            if (packed.read() >= 0) {
                throw new IOException("unpacks to more than the bound");
            }
            return bytes;
        }
    }
}
