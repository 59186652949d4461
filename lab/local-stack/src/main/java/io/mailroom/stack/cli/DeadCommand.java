package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.id.ClientName;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.dead.DeadLetter;
import io.mailroom.stack.dead.DeadLetters;
import io.mailroom.stack.home.PropertiesFile;
import io.mailroom.stack.home.StackInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Records that could not be read: see them, and publish them again once what was wrong is right. */
@Command(
        name = "dead",
        description = "Records that could not be read: see them, publish them again.",
        synopsisSubcommandLabel = "list|show|redrive")
final class DeadCommand implements Runnable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--client",
            description = "Whose (default: the client of the local stack).",
            scope = ScopeType.INHERIT)
    private @Nullable String client;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Another broker than the local stack's.",
            scope = ScopeType.INHERIT)
    private @Nullable String bootstrap;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings of Kafka clients, as a properties file.",
            scope = ScopeType.INHERIT)
    private @Nullable Path config;

    @Option(names = "--json", description = "JSON lines.", scope = ScopeType.INHERIT)
    private boolean json;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list, show or redrive.");
    }

    @Command(name = "list", description = "All of them, oldest first in each partition.")
    int list(@Option(names = "--code", description = "Only those with this code.") @Nullable String code) {
        List<DeadLetter> letters = chosen(code);
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.printf("%-9s %8s  %-24s %-20s %7s  %s%n", "PARTITION", "OFFSET", "AT", "CODE", "BYTES", "REASON");
        }
        letters.forEach(letter -> out.println(
                json
                        ? line(letter).toString()
                        : "%-9d %8d  %-24s %-20s %7d  %s"
                                .formatted(
                                        letter.partition(),
                                        letter.offset(),
                                        letter.at(),
                                        letter.code(),
                                        letter.bytes(),
                                        letter.reason())));
        if (letters.isEmpty() && !json) {
            out.println("There is none.");
        }
        out.flush();
        return 0;
    }

    @Command(name = "show", description = "One of them, with its headers and its bytes.")
    int show(
            @Parameters(paramLabel = "PARTITION") int partition,
            @Parameters(paramLabel = "OFFSET") long offset,
            @Option(names = "--raw", paramLabel = "FILE", description = "Write the bytes as they are.") @Nullable
                    Path raw)
            throws IOException {
        DeadLetter letter = letters().at(partition, offset);
        if (raw != null) {
            Files.write(raw, Objects.requireNonNullElse(letter.value(), new byte[0]));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode line = line(letter).put("value", DeadLetter.printable(letter.value(), 20_000));
            ObjectNode headers = line.putObject("headers");
            letter.headers().forEach((name, value) -> headers.put(name, DeadLetter.printable(value, 2_000)));
            out.println(line);
        } else {
            out.printf(
                    "%-9s %s%n%-9s %s%n%-9s %s%n",
                    "code", letter.code(), "reason", letter.reason(), "origin", letter.origin());
            if (letter.cut()) {
                out.printf(
                        "%-9s only the head, %d of %s bytes; SHA-256 of all: %s%n",
                        "kept",
                        letter.bytes(),
                        letter.reasons().get("length"),
                        letter.reasons().get("sha256"));
            }
            out.printf("%-9s %s%n", "key", DeadLetter.printable(letter.key(), 200));
            letter.headers()
                    .forEach((name, value) -> out.printf(
                            "header    %s: %s%n",
                            DeadLetter.printable(name.getBytes(java.nio.charset.StandardCharsets.UTF_8), 100),
                            DeadLetter.printable(value, 200)));
            out.printf("%n%s%n", DeadLetter.printable(letter.value(), 4_000));
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "redrive",
            description = {
                "Publishes one of them, or all with a code, as commands again: same bytes, key and headers. They go through the",
                "same journal as all commands, so nothing that was sent is sent again; doing it twice is safe."
            })
    int redrive(
            @Parameters(paramLabel = "PARTITION", arity = "0..1") @Nullable Integer partition,
            @Parameters(paramLabel = "OFFSET", arity = "0..1") @Nullable Long offset,
            @Option(names = "--code", description = "All with this code.") @Nullable String code,
            @Option(names = "--all", description = "All there are.") boolean all,
            @Option(names = "--dry-run", description = "Only say what would be published.") boolean dryRun) {
        List<DeadLetter> letters;
        if (partition != null && offset != null) {
            letters = List.of(letters().at(partition, offset));
        } else if (all || code != null) {
            letters = chosen(code);
        } else {
            throw new ParameterException(spec.commandLine(), "Say which: PARTITION OFFSET, --code CODE or --all.");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (DeadLetter letter : letters) {
            String to = dryRun ? "(not published)" : redriven(letter, letters.size() == 1);
            out.println(
                    json
                            ? line(letter).put("redrivenTo", to).toString()
                            : "%d %d %s -> %s".formatted(letter.partition(), letter.offset(), letter.code(), to));
        }
        out.flush();
        return 0;
    }

    /** Of many, one that cannot be published costs only itself. */
    private String redriven(DeadLetter letter, boolean alone) {
        return letter.cut() && !alone
                ? "(not published: only its head was kept, the whole stood at " + letter.origin() + ")"
                : letters().redrive(letter);
    }

    private List<DeadLetter> chosen(@Nullable String code) {
        return letters().all().stream()
                .filter(letter -> code == null || letter.code().equalsIgnoreCase(code))
                .toList();
    }

    private static ObjectNode line(DeadLetter letter) {
        return JSON.createObjectNode()
                .put("partition", letter.partition())
                .put("offset", letter.offset())
                .put("at", letter.at().toString())
                .put("code", letter.code())
                .put("reason", letter.reason())
                .put("origin", letter.origin())
                .put("bytes", letter.bytes());
    }

    private DeadLetters letters() {
        var settings = new HashMap<String, Object>(config == null ? Map.of() : PropertiesFile.read(config));
        String name = client;
        if (bootstrap == null && !settings.containsKey("bootstrap.servers")) {
            StackInfo stack = CurrentStack.stack();
            settings.put("bootstrap.servers", stack.kafka().bootstrapServers());
            name = name == null ? stack.client().name() : name;
        } else if (bootstrap != null) {
            settings.put("bootstrap.servers", bootstrap);
        }
        return new DeadLetters(new Broker(settings), new ClientName(name == null ? "erp" : name));
    }
}
