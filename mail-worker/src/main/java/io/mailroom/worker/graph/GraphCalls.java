package io.mailroom.worker.graph;

import com.microsoft.kiota.RequestInformation;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.http.HttpOutcome;
import io.mailroom.worker.graph.http.HttpTransport;
import io.mailroom.worker.health.DependencyHealth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** Makes one request and turns whatever comes of it into a reply. */
final class GraphCalls {
    private final HttpTransport transport;
    private final Clock clock;
    private final DependencyHealth health;

    GraphCalls(HttpTransport transport, Clock clock, DependencyHealth health) {
        this.transport = transport;
        this.clock = clock;
        this.health = health;
    }

    /**
     * Graph forgets preferences from one request to the next, so that each says them, also one that follows a link.
     *
     * @param reading of the body of a success; whatever it throws makes the answer unreadable
     */
    <T> GraphReply<T> make(
            MailboxAccess access, RequestInformation request, Instant deadline, Function<byte[], T> reading) {
        request.headers.add("Prefer", "IdType=\"ImmutableId\"");
        request.headers.add("client-request-id", UUID.randomUUID().toString());
        Duration left = Duration.between(clock.instant(), deadline);
        HttpOutcome end = transport.send(SdkRequests.call(request), access.token(), left);
        GraphReply<T> reply = ReplyMapper.reply(end, reading, clock.instant());
        tellHealth("Microsoft Graph at " + access.graphUrl().getHost(), reply);
        return reply;
    }

    private void tellHealth(String part, GraphReply<?> reply) {
        if (!(reply instanceof Unclear<?> unclear)) {
            health.answered(part);
        } else if (unclear.why() != Why.INTERRUPTED) {
            health.silent(part, unclear.status() == 0 ? unclear.why().name() : unclear.status() + " " + unclear.code());
        }
    }
}
