package io.mailroom.stack.process;

import java.nio.file.Path;
import java.util.List;

/**
 * How to start a process. No secret ever stands here: every user of the machine can read a command line.
 *
 * @param log gets standard output and standard error, appended
 * @param url what a person would call to reach it
 */
public record ProcessSpec(String name, List<String> command, Path log, String url) {
    public ProcessSpec {
        command = List.copyOf(command);
    }
}
