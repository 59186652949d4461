package io.mailroom.simulator.testing;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Drives the running simulator with an app of its own; faults and settings are taken back after each test. */
public abstract class DrivenTest {
    @TestHTTPResource
    URL url;

    protected Driver driver;

    @BeforeEach
    void openDriver() {
        driver = new Driver(url.toString());
    }

    @AfterEach
    void calmDriver() {
        driver.calm();
    }
}
