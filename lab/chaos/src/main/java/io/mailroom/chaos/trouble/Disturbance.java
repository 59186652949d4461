package io.mailroom.chaos.trouble;

/** Something that goes on beside the commands. It ends by itself some time after {@link #heal}. */
public abstract class Disturbance implements Runnable {
    private volatile boolean healing;

    /** From now on nothing more is disturbed. {@link #run} returns when all is as it should be. Any thread. */
    public final void heal() {
        healing = true;
    }

    protected final boolean isHealing() {
        return healing;
    }
}
