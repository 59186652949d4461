package io.mailroom.systemtests;

import io.mailroom.model.id.ConnectionId;
import io.mailroom.stack.home.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sample of a language, run as docs/samples.md says, in a copy of its folder. */
enum Sample {
    NODE("npm cannot install kafkajs here") {
        @Override
        Optional<List<String>> interpreter(Path folder) {
            return succeeds(folder, "npm", "ci", "--no-audit", "--no-fund")
                    ? Optional.of(List.of("node"))
                    : Optional.empty();
        }

        @Override
        String file(String program) {
            return program + ".mjs";
        }
    },
    PYTHON("no python3 here has confluent_kafka (Debian: python3-confluent-kafka)") {
        @Override
        Optional<List<String>> interpreter(Path folder) {
            return Stream.of("python3", "/usr/bin/python3")
                    .filter(python -> succeeds(folder, python, "-c", "import confluent_kafka"))
                    .map(List::of)
                    .findFirst();
        }

        @Override
        String file(String program) {
            return program + ".py";
        }
    },
    JAVA("never: these tests run on it") {
        @Override
        Optional<List<String>> interpreter(Path folder) {
            return Optional.of(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path")));
        }

        @Override
        String file(String program) {
            return "io.mailroom.samples." + program.substring(0, 1).toUpperCase(Locale.ROOT) + program.substring(1);
        }
    };

    /** Why it may be impossible to run it. */
    final String obstacle;

    Sample(String obstacle) {
        this.obstacle = obstacle;
    }

    /** What comes before the name of a program; empty if the language is not here. */
    abstract Optional<List<String>> interpreter(Path folder);

    abstract String file(String program);

    /** A copy, so that what is installed into it is no part of the checkout. */
    Path copyTo(Path folder) {
        Path source = Checkout.find().root().resolve("samples", name().toLowerCase(Locale.ROOT));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program of the sample in its environment. */
    record Backend(Sample sample, Path folder, List<String> interpreter, Map<String, String> environment) {
        Backend(Sample sample, Path folder, List<String> interpreter, String kafka, ConnectionId connection) {
            this(
                    sample,
                    folder,
                    interpreter,
                    Map.of("KAFKA", kafka, "CONNECTION", connection.value(), "GROUP", "sample-" + connection.value()));
        }

        /** Publishes a command, and says what the program printed. */
        String publish(String... arguments) {
            Path output = folder.resolve("commands.log");
            try {
                Process process = start("commands", output, arguments);
                if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException(Arrays.toString(arguments) + ": " + Files.readString(output));
                }
                return Files.readString(output).strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Begins to follow the events; what it prints goes into the file. */
        Process follow(Path output) {
            return start("events", output);
        }

        private Process start(String program, Path output, String... arguments) {
            var words = new ArrayList<>(interpreter);
            words.add(sample.file(program));
            words.addAll(List.of(arguments));
            var builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            try {
                return builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean succeeds(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("install.log").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static List<String> lines(Path output) {
        try {
            return Files.exists(output) ? Files.readAllLines(output, StandardCharsets.UTF_8) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
