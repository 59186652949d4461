package io.mailroom.worker.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.worker.boot.WorkerConfig;
import io.mailroom.worker.intake.CommandIntake;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LeasePoolTest {
    /** Else the commands of one slow tenant use the connections up, and no other tenant's command gets a lease. */
    @Test
    void has_a_connection_for_every_command_that_may_be_under_way() throws IOException, NoSuchMethodException {
        var properties = new Properties();
        try (InputStream file = LeasePoolTest.class.getClassLoader().getResourceAsStream("application.properties")) {
            properties.load(Objects.requireNonNull(file));
        }

        int connections =
                Integer.parseInt(properties.getProperty("quarkus.rest-client.auth-service.connection-pool-size"));

        int underWay = number("records") + number("slowRecords") + CommandIntake.MOST_RECORDS_OF_A_POLL;
        assertThat(connections).isGreaterThanOrEqualTo(underWay);
    }

    private static int number(String setting) throws NoSuchMethodException {
        return Integer.parseInt(WorkerConfig.Intake.class
                .getMethod(setting)
                .getAnnotation(WithDefault.class)
                .value());
    }
}
