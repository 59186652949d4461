package io.mailroom.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command line of the JDK that runs this program. */
public final class JavaCommand {
    private final List<String> options = new ArrayList<>();

    private JavaCommand() {}

    /** @param heap such as {@code 512m}; all memory of the machine is not the default we want for six processes */
    public static JavaCommand heap(String heap) {
        JavaCommand command = new JavaCommand();
        command.options.add(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.options.add("-Xmx" + heap);
        command.options.add("-XX:+ExitOnOutOfMemoryError");
        command.options.add("--sun-misc-unsafe-memory-access=allow");
        command.options.add("--enable-native-access=ALL-UNNAMED");
        return command;
    }

    public JavaCommand classPath(String classPath) {
        options.add("-cp");
        options.add(classPath);
        return this;
    }

    public JavaCommand property(String key, String value) {
        return option("-D" + key + "=" + value);
    }

    public JavaCommand option(String option) {
        options.add(option);
        return this;
    }

    /** Keeps the parsed classes from one start to the next. The JVM makes the file at its first orderly end. */
    public JavaCommand archive(Path file) {
        options.add("-XX:+AutoCreateSharedArchive");
        options.add("-XX:SharedArchiveFile=" + file);
        options.add("-Xlog:cds=off,class+path=off,cds+dynamic=off");
        return this;
    }

    public List<String> run(String mainClass, String... arguments) {
        options.add(mainClass);
        options.addAll(List.of(arguments));
        return List.copyOf(options);
    }

    public List<String> jar(Path jar) {
        return run("-jar", jar.toString());
    }
}
