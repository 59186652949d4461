package io.mailroom.chaos.report;

import io.mailroom.chaos.join.PoisonVerdict;
import io.mailroom.chaos.join.SecondVerdict;
import java.util.Optional;

/**
 * What the strain of a round came to.
 *
 * @param second empty if there was no second client
 * @param slowStretches how often Graph was slow with a mailbox for a while
 */
public record StrainReport(PoisonVerdict poison, Optional<SecondVerdict> second, int slowStretches) {

    boolean clean() {
        return poison.clean() && second.map(SecondVerdict::clean).orElse(true);
    }
}
