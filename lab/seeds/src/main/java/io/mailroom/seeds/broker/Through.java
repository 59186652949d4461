package io.mailroom.seeds.broker;

import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.record.Place;
import io.mailroom.worker.record.RawRecord;
import java.util.Map;
import java.util.Set;

/** Everything of a flow goes on to another. */
public class Through implements PartitionFlow {
    private final PartitionFlow flow;

    public Through(PartitionFlow flow) {
        this.flow = flow;
    }

    @Override
    public void given(Set<Place> places) {
        flow.given(places);
    }

    @Override
    public boolean held(Place place) {
        return flow.held(place);
    }

    @Override
    public String topicId(Place place) {
        return flow.topicId(place);
    }

    @Override
    public void unreadable(Place place, String why) {
        flow.unreadable(place, why);
    }

    @Override
    public void assigned(Map<Place, Assigned> partitions) {
        flow.assigned(partitions);
    }

    @Override
    public TakenOver takenOver(Place place) {
        return flow.takenOver(place);
    }

    @Override
    public void revoked(Set<Place> places) {
        flow.revoked(places);
    }

    @Override
    public void lost(Set<Place> places) {
        flow.lost(places);
    }

    @Override
    public void record(RawRecord record) {
        flow.record(record);
    }

    @Override
    public boolean full() {
        return flow.full();
    }
}
