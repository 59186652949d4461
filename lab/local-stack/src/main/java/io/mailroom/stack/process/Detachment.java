package io.mailroom.stack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Puts a process into a session of its own, so that neither Ctrl-C nor a closed terminal reaches it. The pid stays. */
final class Detachment {
    private static final List<String> PREFIX = find();

    private Detachment() {}

    static List<String> of(List<String> command) {
        return Stream.concat(PREFIX.stream(), command.stream()).toList();
    }

    private static List<String> find() {
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return List.of("/usr/bin/setsid");
        }
        if (Files.isExecutable(Path.of("/usr/bin/perl"))) { // macOS has no setsid command
            return List.of("/usr/bin/perl", "-MPOSIX", "-e", "setsid(); exec { $ARGV[0] } @ARGV");
        }
        return List.of();
    }
}
