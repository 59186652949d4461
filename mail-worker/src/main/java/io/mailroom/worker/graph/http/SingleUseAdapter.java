package io.mailroom.worker.graph.http;

import com.microsoft.kiota.RequestAdapter;
import com.microsoft.kiota.RequestInformation;
import com.microsoft.kiota.serialization.JsonParseNodeFactory;
import com.microsoft.kiota.serialization.JsonSerializationWriterFactory;
import com.microsoft.kiota.serialization.Parsable;
import com.microsoft.kiota.serialization.ParsableFactory;
import com.microsoft.kiota.serialization.ParseNode;
import com.microsoft.kiota.serialization.ParseNodeFactory;
import com.microsoft.kiota.serialization.SerializationWriterFactory;
import com.microsoft.kiota.serialization.ValuedEnumParser;
import com.microsoft.kiota.store.BackingStoreFactory;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.graph.http.HttpOutcome.Answered;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Kiota's adapter for exactly one call: made for it, holding its token and deadline, and spent by it. A second request
 * through the same adapter is an error, so that no loop in generated or own code can send twice.
 *
 * <p>Errors are not mapped to the SDK's exceptions: their bodies may be HTML or nothing. Any status but 2xx ends the
 * builder's call with {@link NotDone}, and {@link #end()} keeps status, headers and body.
 */
@SuppressWarnings("NonApiType") // Kiota's interface names HashMap
public final class SingleUseAdapter implements RequestAdapter {
    // Without the backing store's proxies: what is set is written, and no copy of the model is kept.
    private static final SerializationWriterFactory WRITERS = new JsonSerializationWriterFactory();
    private static final ParseNodeFactory PARSERS = new JsonParseNodeFactory();
    private static final String JSON = "application/json";

    private final HttpTransport transport;
    private final AccessToken token;
    private final Supplier<Duration> timeLeft;
    private String baseUrl;
    private @Nullable HttpOutcome end;

    public SingleUseAdapter(HttpTransport transport, String baseUrl, AccessToken token, Supplier<Duration> timeLeft) {
        this.transport = transport;
        this.baseUrl = baseUrl;
        this.token = token;
        this.timeLeft = timeLeft;
    }

    /** {@code null} until the request was made. */
    public @Nullable HttpOutcome end() {
        return end;
    }

    private Answered answer(RequestInformation info) {
        if (end != null) {
            throw new IllegalStateException("this adapter has made its one attempt");
        }
        HttpOutcome ended = transport.send(WireForm.of(info), token, timeLeft.get());
        end = ended;
        if (ended instanceof Answered answered && answered.success()) {
            return answered;
        }
        throw new NotDone();
    }

    private @Nullable ParseNode content(RequestInformation info) {
        Answered answer = answer(info);
        if (answer.body().length == 0) {
            return null;
        }
        return PARSERS.getParseNode(JSON, new ByteArrayInputStream(answer.body()));
    }

    @Override
    public <T extends Parsable> @Nullable T send(
            RequestInformation info,
            @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errorMappings,
            ParsableFactory<T> factory) {
        ParseNode node = content(info);
        return node == null ? null : node.getObjectValue(factory);
    }

    @Override
    public <T extends Parsable> @Nullable List<T> sendCollection(
            RequestInformation info,
            @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errorMappings,
            ParsableFactory<T> factory) {
        ParseNode node = content(info);
        return node == null ? null : node.getCollectionOfObjectValues(factory);
    }

    @Override
    public <T> @Nullable T sendPrimitive(
            RequestInformation info,
            @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errorMappings,
            Class<T> type) {
        if (Primitives.isRaw(type)) {
            return Primitives.raw(answer(info).body(), type);
        }
        ParseNode node = content(info);
        return node == null ? null : Primitives.read(node, type);
    }

    @Override
    public <T> @Nullable List<T> sendPrimitiveCollection(
            RequestInformation info,
            @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errorMappings,
            Class<T> type) {
        ParseNode node = content(info);
        return node == null ? null : node.getCollectionOfPrimitiveValues(type);
    }

    @Override
    public <T extends Enum<T>> @Nullable T sendEnum(
            RequestInformation info,
            @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errorMappings,
            ValuedEnumParser<T> parser) {
        ParseNode node = content(info);
        return node == null ? null : node.getEnumValue(parser);
    }

    @Override
    public <T extends Enum<T>> @Nullable List<T> sendEnumCollection(
            RequestInformation info,
            @Nullable HashMap<String, ParsableFactory<? extends Parsable>> errorMappings,
            ValuedEnumParser<T> parser) {
        ParseNode node = content(info);
        return node == null ? null : node.getCollectionOfEnumValues(parser);
    }

    @Override
    public SerializationWriterFactory getSerializationWriterFactory() {
        return WRITERS;
    }

    /** Left as it is: models live for one call and are dropped once they are mapped to our own records. */
    @Override
    public void enableBackingStore(@Nullable BackingStoreFactory factory) {}

    @Override
    public void setBaseUrl(String url) {
        baseUrl = url;
    }

    @Override
    public String getBaseUrl() {
        return baseUrl;
    }

    /** @return an {@link HttpCall}: the request as it would go out, without its token */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Kiota's own signature
    public <T> T convertToNativeRequest(RequestInformation info) {
        return (T) WireForm.of(info);
    }
}
