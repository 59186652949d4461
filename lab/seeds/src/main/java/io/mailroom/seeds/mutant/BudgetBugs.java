package io.mailroom.seeds.mutant;

import io.mailroom.seeds.broker.Through;
import io.mailroom.worker.intake.PartitionFlow;
import io.mailroom.worker.record.RawRecord;
import io.mailroom.worker.session.Core;

/** What can be wrong with the room that mailboxes share. */
final class BudgetBugs {
    private static final int ROOM = 30;

    private BudgetBugs() {}

    static Core.Limits withoutShare(Core.Limits limits) {
        return new Core.Limits(
                new Core.InFlight(limits.inFlight().records(), limits.inFlight().bytes(), 1),
                limits.queue(),
                limits.gather(),
                limits.largestBatch(),
                limits.waits(),
                limits.window(),
                limits.drain());
    }

    static PartitionFlow neverGivenBack(PartitionFlow flow) {
        return new Through(flow) {
            private int taken;

            @Override
            public void record(RawRecord record) {
                taken++;
                super.record(record);
            }

            @Override
            public boolean full() {
                return taken >= ROOM || super.full();
            }
        };
    }

    static PartitionFlow neverFull(PartitionFlow flow) {
        return new Through(flow) {
            @Override
            public boolean full() {
                return false;
            }
        };
    }
}
