package io.mailroom.simulator.lab;

import io.mailroom.simulator.state.StateFile;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Every order may change the state, so the snapshot is due. */
class OrderFilter {
    private final StateFile state;

    OrderFilter(StateFile state) {
        this.state = state;
    }

    @ServerResponseFilter
    void after(ContainerRequestContext request) {
        if (!request.getMethod().equals("GET")) {
            state.touch();
        }
    }
}
