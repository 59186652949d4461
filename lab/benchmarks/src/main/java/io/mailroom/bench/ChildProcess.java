package io.mailroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process that prints what is asked of it, and dies with this program. */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final String answer;

    /** @param answer what is looked for in its output; its first group is the answer */
    public ChildProcess(List<String> command, Map<String, String> environment, Pattern answer) {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            this.answer = read(process.inputReader(StandardCharsets.UTF_8), answer);
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + " could not be run", e);
        }
    }

    private static String read(BufferedReader output, Pattern wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IOException("it ended without an answer");
    }

    public String answer() {
        return answer;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
