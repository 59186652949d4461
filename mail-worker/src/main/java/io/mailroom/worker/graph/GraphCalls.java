package io.mailroom.worker.graph;

import static java.util.Objects.requireNonNull;

import com.microsoft.graph.users.item.UserItemRequestBuilder;
import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestHeaders;
import com.microsoft.kiota.RequestInformation;
import io.mailroom.worker.graph.GraphReply.Done;
import io.mailroom.worker.graph.GraphReply.Unclear;
import io.mailroom.worker.graph.GraphReply.Why;
import io.mailroom.worker.graph.http.HttpOutcome;
import io.mailroom.worker.graph.http.HttpOutcome.Answered;
import io.mailroom.worker.graph.http.HttpTransport;
import io.mailroom.worker.graph.http.NotDone;
import io.mailroom.worker.graph.http.SingleUseAdapter;
import io.mailroom.worker.health.DependencyHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Makes one request through the SDK's builders and turns whatever comes of it into a reply. */
final class GraphCalls {
    private static final String IMMUTABLE_IDS = "IdType=\"ImmutableId\"";

    private final HttpTransport transport;
    private final Clock clock;
    private final DependencyHealth health;

    GraphCalls(HttpTransport transport, Clock clock, DependencyHealth health) {
        this.transport = transport;
        this.clock = clock;
        this.health = health;
    }

    /** Headers that Graph forgets from one request to the next, so that each says them, also one that follows a link. */
    static RequestHeaders headers(CallContext call, String... preferences) {
        RequestHeaders headers = new RequestHeaders();
        headers.add("Prefer", IMMUTABLE_IDS);
        for (String preference : preferences) {
            headers.add("Prefer", preference);
        }
        headers.add("client-request-id", call.clientRequestId().toString());
        return headers;
    }

    <T> GraphReply<T> make(MailboxAccess access, CallContext call, Function<UserItemRequestBuilder, T> request) {
        return attempt(access, call, adapter -> request.apply(user(access, adapter)));
    }

    /** Makes a request as the SDK's builders describe it, and reads the body of the answer itself. */
    <T> GraphReply<T> read(
            MailboxAccess access,
            CallContext call,
            Function<UserItemRequestBuilder, RequestInformation> request,
            Function<byte[], T> reading) {
        return attempt(access, call, adapter -> reading.apply(body(adapter, request.apply(user(access, adapter)))));
    }

    /** Like {@link #read} for a link, which is followed to the letter. */
    <T> GraphReply<T> follow(
            MailboxAccess access,
            CallContext call,
            Function<RequestAdapter, RequestInformation> request,
            Function<byte[], T> reading) {
        return attempt(access, call, adapter -> reading.apply(body(adapter, request.apply(adapter))));
    }

    private static byte[] body(RequestAdapter adapter, RequestInformation request) {
        return requireNonNull(adapter.sendPrimitive(request, null, byte[].class));
    }

    private <T> GraphReply<T> attempt(MailboxAccess access, CallContext call, Function<RequestAdapter, T> request) {
        GraphReply<T> reply = call(access, call, request);
        String part = "Microsoft Graph at " + access.graphUrl().getHost();
        if (!(reply instanceof Unclear<T> unclear)) {
            health.answered(part);
        } else if (unclear.why() != Why.INTERRUPTED) {
            health.silent(part, unclear.status() == 0 ? unclear.why().name() : unclear.status() + " " + unclear.code());
        }
        return reply;
    }

    private <T> GraphReply<T> call(MailboxAccess access, CallContext call, Function<RequestAdapter, T> request) {
        SingleUseAdapter attempt = new SingleUseAdapter(
                transport, access.baseUrl(), access.token(), () -> Duration.between(clock.instant(), call.deadline()));
        try {
            T value = request.apply(attempt);
            HttpOutcome end = requireNonNull(attempt.end());
            return new Done<>(value, ReplyMapper.trace(end, call.clientRequestId()));
        } catch (NotDone ended) {
            HttpOutcome end = requireNonNull(attempt.end());
            return ReplyMapper.reply(end, call.clientRequestId(), clock.instant());
        } catch (RuntimeException unreadable) { // no cause is kept: its message may quote what it read
            if (attempt.end() instanceof Answered answered) {
                Trace trace = ReplyMapper.trace(answered, call.clientRequestId());
                return new Unclear<>(Why.UNREADABLE, answered.status(), "", null, trace);
            }
            throw unreadable;
        }
    }

    private static UserItemRequestBuilder user(MailboxAccess access, RequestAdapter adapter) {
        return new UserItemRequestBuilder(
                new HashMap<>(Map.of("baseurl", access.baseUrl(), "user%2Did", access.userId())), adapter);
    }
}
