package io.mailroom.auth.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.lease.LeaseProblem;
import io.mailroom.model.lease.LeaseRequest;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final LeaseRequest ADELE = new LeaseRequest(new ConnectionId("adele"), new ClientName("erp"));
    private static final LeaseAnswer FIRST = new LeaseAnswer.Refused(LeaseProblem.DISCONNECTED, null);
    private static final LeaseAnswer SECOND = new LeaseAnswer.Refused(LeaseProblem.DISCONNECTED, Duration.ofSeconds(1));
    private static final LeaseAnswer TOO_LATE = new LeaseAnswer.Refused(LeaseProblem.DISCONNECTED, Duration.ofDays(1));

    private final SingleFlight flights = new SingleFlight();

    @Nested
    class A_flight_that_has_ended {
        @Test
        void leaves_nothing_behind() {
            assertThat(flights.join(ADELE, Duration.ZERO, () -> FIRST, TOO_LATE))
                    .isEqualTo(FIRST);

            assertThat(flights.underWay()).isZero();
            assertThat(flights.join(ADELE, Duration.ZERO, () -> SECOND, TOO_LATE))
                    .isEqualTo(SECOND);
        }

        @Test
        void leaves_nothing_behind_if_it_failed() {
            assertThatThrownBy(() -> flights.join(ADELE, Duration.ZERO, SingleFlightTest::fail, TOO_LATE))
                    .hasMessage("planted");

            assertThat(flights.underWay()).isZero();
            assertThat(flights.join(ADELE, Duration.ZERO, () -> SECOND, TOO_LATE))
                    .isEqualTo(SECOND);
        }
    }

    private static LeaseAnswer fail() {
        throw new IllegalStateException("planted");
    }
}
