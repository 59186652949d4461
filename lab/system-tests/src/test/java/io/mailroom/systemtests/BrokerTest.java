package io.mailroom.systemtests;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A test with a broker of its own. */
abstract class BrokerTest {
    @TempDir
    static Path home;

    static WorkersOnKafka workers;

    @BeforeAll
    static void startBroker() {
        workers = WorkersOnKafka.start(home);
    }

    @AfterAll
    static void stopBroker() {
        workers.close();
    }
}
