package io.mailroom.worker.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Room for everything, until a test says that there is none. */
final class TestingMemory implements Memory<String> {
    final List<String> slow = new ArrayList<>();
    /** Commands from memory whose room was given back. */
    final List<String> givenBack = new ArrayList<>();

    final Queue<Asked> asked = new ArrayDeque<>();
    boolean tight;
    int out;

    /** Somebody who was given or awaits room. */
    final class Asked implements Room {
        final String whom;
        final boolean wasSlow;
        private final Runnable whenGranted;
        private boolean granted;

        Asked(String whom, boolean wasSlow, boolean granted, Runnable whenGranted) {
            this.whom = whom;
            this.wasSlow = wasSlow;
            this.granted = granted;
            this.whenGranted = whenGranted;
        }

        void grant() {
            granted = true;
            out++;
            whenGranted.run();
        }

        @Override
        public boolean granted() {
            return granted;
        }

        @Override
        public void begun() {}

        @Override
        public void slow() {
            slow.add(whom);
        }

        @Override
        public void giveBack() {
            givenBack.add(whom);
            if (granted) {
                out--;
            }
            granted = false;
            asked.remove(this);
        }
    }

    @Override
    public Room room(String command) {
        return new Asked(command, false, false, () -> {});
    }

    @Override
    public long weight(String command) {
        return 1;
    }

    @Override
    public boolean keeps(String command, boolean next) {
        return next || !tight;
    }

    @Override
    public Room ask(long weight, boolean wasSlow, Runnable whenGranted) {
        var room = new Asked("fetched", wasSlow, !tight, whenGranted);
        if (tight) {
            asked.add(room);
        } else {
            out++;
        }
        return room;
    }
}
