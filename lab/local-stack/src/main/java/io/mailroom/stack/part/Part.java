package io.mailroom.stack.part;

import io.mailroom.stack.process.ProcessSpec;
import java.util.List;

/** One process of the stack. */
public interface Part {
    String name();

    /** What must be ready before this one starts. */
    List<String> after();

    /** Makes what the process needs on disk. Called before each launch. */
    void prepare();

    ProcessSpec process();

    /** Asks the process itself. False as long as it does not answer; never blocks longer than a second or two. */
    boolean isReady();

    /** What has to be done in it once it answers: topics, applications. Doing it again changes nothing. */
    void settle();

    /** Some die at once when started too soon after a crash, and may simply be started again. */
    default int launches() {
        return 1;
    }
}
