package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.simulator.clock.LabClock;
import io.mailroom.simulator.faults.FaultOrder;
import io.mailroom.simulator.faults.FaultRule.Standing;
import io.mailroom.simulator.faults.Faults;
import io.mailroom.simulator.settings.LabSettings;
import io.mailroom.simulator.settings.Settings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Orders: faults, the clock, the settings. */
@Path("/_lab")
@RunOnVirtualThread
public class OrdersResource {
    private final Faults faults;
    private final LabClock clock;
    private final LabSettings settings;

    OrdersResource(Faults faults, LabClock clock, LabSettings settings) {
        this.faults = faults;
        this.clock = clock;
        this.settings = settings;
    }

    @POST
    @Path("faults")
    public Standing order(FaultOrder order) {
        return faults.add(order).standing();
    }

    @GET
    @Path("faults")
    public List<Standing> faults() {
        return faults.standing();
    }

    @DELETE
    @Path("faults")
    public void clearFaults() {
        faults.clear();
    }

    @DELETE
    @Path("faults/{id}")
    public void removeFault(@PathParam("id") String id) {
        if (!faults.remove(id)) {
            throw new IllegalArgumentException("no fault " + id);
        }
    }

    /** What the fault delays goes on at once, and what comes later is not delayed. */
    @POST
    @Path("faults/{id}/release")
    public void releaseFault(@PathParam("id") String id) {
        if (!faults.release(id)) {
            throw new IllegalArgumentException("no fault " + id);
        }
    }

    /** @param aheadSeconds how far the lab's time is ahead of the real one */
    public record Time(Instant now, long aheadSeconds) {}

    public record Step(double seconds) {}

    @GET
    @Path("clock")
    public Time time() {
        return new Time(clock.instant(), clock.ahead().toSeconds());
    }

    @POST
    @Path("clock/advance")
    public Time advance(Step step) {
        clock.advance(Duration.ofMillis(Math.round(step.seconds() * 1_000)));
        return time();
    }

    @GET
    @Path("settings")
    public Settings settings() {
        return settings.current();
    }

    @PUT
    @Path("settings")
    public Settings change(JsonNode changes) {
        return settings.change(changes);
    }

    /** Back to the defaults. */
    @DELETE
    @Path("settings")
    public Settings resetSettings() {
        settings.reset();
        return settings.current();
    }
}
