package io.mailroom.simulator.lab;

import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells a tester in one sentence what is wrong with an order. */
class LabErrors {
    @ServerExceptionMapper
    Response badOrder(IllegalArgumentException e) {
        return Response.status(400)
                .type("application/json")
                .entity(Map.of("error", String.valueOf(e.getMessage())))
                .build();
    }
}
