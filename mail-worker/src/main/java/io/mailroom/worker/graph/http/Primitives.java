package io.mailroom.worker.graph.http;

import com.microsoft.kiota.PeriodAndDuration;
import com.microsoft.kiota.serialization.ParseNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that Kiota's builders may ask for instead of a model. */
final class Primitives {
    private static final Map<Class<?>, Function<ParseNode, @Nullable Object>> READERS = Map.ofEntries(
            Map.entry(String.class, ParseNode::getStringValue),
            Map.entry(Boolean.class, ParseNode::getBooleanValue),
            Map.entry(Byte.class, ParseNode::getByteValue),
            Map.entry(Short.class, ParseNode::getShortValue),
            Map.entry(Integer.class, ParseNode::getIntegerValue),
            Map.entry(Long.class, ParseNode::getLongValue),
            Map.entry(Float.class, ParseNode::getFloatValue),
            Map.entry(Double.class, ParseNode::getDoubleValue),
            Map.entry(BigDecimal.class, ParseNode::getBigDecimalValue),
            Map.entry(UUID.class, ParseNode::getUUIDValue),
            Map.entry(OffsetDateTime.class, ParseNode::getOffsetDateTimeValue),
            Map.entry(LocalDate.class, ParseNode::getLocalDateValue),
            Map.entry(LocalTime.class, ParseNode::getLocalTimeValue),
            Map.entry(PeriodAndDuration.class, ParseNode::getPeriodAndDurationValue));

    private Primitives() {}

    /** Types that are the body itself, whatever its content type. */
    static boolean isRaw(Class<?> type) {
        return type == Void.class || type == byte[].class || type == InputStream.class;
    }

    static <T> @Nullable T raw(byte[] body, Class<T> type) {
        if (type == Void.class) {
            return null;
        }
        return type.cast(type == byte[].class ? body : new ByteArrayInputStream(body));
    }

    /** @throws IllegalArgumentException for a type that JSON has no value of */
    static <T> @Nullable T read(ParseNode node, Class<T> type) {
        Function<ParseNode, @Nullable Object> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("no such primitive: " + type.getName());
        }
        return type.cast(reader.apply(node));
    }
}
