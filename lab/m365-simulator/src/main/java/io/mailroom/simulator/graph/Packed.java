package io.mailroom.simulator.graph;

import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** An answer in fewer bytes. */
final class Packed {
    private Packed() {}

    static Answer gzip(Answer answer) {
        if (answer.body().isEmpty()) {
            return answer;
        }
        var bytes = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(answer.body().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answer(answer.status(), answer.headers(), Body.of(bytes.toByteArray()), answer.secrets())
                .with("Content-Encoding", "gzip");
    }
}
