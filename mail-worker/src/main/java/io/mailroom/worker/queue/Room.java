package io.mailroom.worker.queue;

/** A command's room in memory. Any thread may call, none waits. */
public interface Room {
    /** Whether the command may be in memory. */
    boolean granted();

    /** Its turn has begun. */
    void begun();

    /** Its turn takes long: from now on it takes nothing of the room of commands that move. */
    void slow();

    /** Nothing of it is in memory any more. Doing so again changes nothing. */
    void giveBack();
}
