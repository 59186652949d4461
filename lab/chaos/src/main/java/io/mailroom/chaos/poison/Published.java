package io.mailroom.chaos.poison;

import io.mailroom.chaos.listen.Contents;
import io.mailroom.chaos.plan.Poison;
import java.util.function.IntFunction;

/**
 * A poison that the broker took.
 *
 * @param head SHA-256 of the first bytes of its value, in hexadecimal, by their number
 */
public record Published(Poison poison, String place, Contents contents, IntFunction<String> head) {
    @Override
    public String toString() {
        return "%s(%s,%s,%s)"
                .formatted(poison.name(), poison.kind(), poison.compression().word(), place);
    }
}
