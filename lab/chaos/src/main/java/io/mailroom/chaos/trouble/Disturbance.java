package io.mailroom.chaos.trouble;

/** Something that goes on beside the commands. It ends by itself some time after {@link #heal}. */
public interface Disturbance extends Runnable {
    /** From now on nothing more is disturbed. {@link #run} returns when all is as it should be. Any thread. */
    void heal();
}
