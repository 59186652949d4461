package io.mailroom.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.stack.browser.ConsentWalk;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.home.Checkout;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lines of docs/connections.md, one block after the other as a reader would run them. */
class ConnectionsPageTest extends StackTest {
    private static final String MAILBOX = "reader@contoso.example";
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    /** Its name, and where its value stands in stack.json. */
    private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|[^|]*\\| `(.+)` \\|$");

    /** Ends each block, so that the next one has what this one has set. */
    private static final String TELL = "printf '\\n%s %s' \"${token-}\" \"${connection-}\"\n";

    private final String page;
    private final Map<String, String> variables = new HashMap<>(Map.of("MAILBOX", MAILBOX));

    ConnectionsPageTest() throws IOException {
        page = Files.readString(Checkout.find().root().resolve("docs/connections.md"));
        JsonNode stack =
                Answers.json(Files.readAllBytes(RunningStack.OPTIONS.home().stackFile()));
        VARIABLE.matcher(page)
                .results()
                .forEach(row -> variables.put(
                        row.group(1),
                        Stream.of(row.group(2).split("` `", -1))
                                .map(part -> part.startsWith("/") ? part : text(stack, part))
                                .collect(Collectors.joining())));
    }

    @Test
    void the_lines_connect_a_mailbox_ask_for_it_renew_it_and_end_it() throws IOException, InterruptedException {
        assumeTrue(installed("sh") && installed("curl"), "the lines need sh and curl, which are not here");
        driven.lab().mailbox(MAILBOX, "A reader");
        Iterator<String> blocks =
                BLOCK.matcher(page).results().map(block -> block.group(1)).iterator();

        assertThat(run(blocks.next())).isEmpty();
        assertThat(variables.get("token").isEmpty()).as("there is a token").isFalse();
        consent(answer(blocks.next()));
        assertThat(answer(blocks.next()).path("state").asText()).isEqualTo("CONNECTED");
        assertThat(answer(blocks.next()).path("connections").findValuesAsText("connectionId"))
                .contains(variables.get("connection"));
        JsonNode again = answer(blocks.next());
        assertThat(again.path("connectionId").asText()).isEqualTo(variables.get("connection"));
        consent(again);
        assertThat(answer(blocks.next()).path("adminConsentUrl").asText()).isNotEmpty();
        assertThat(answer(blocks.next()).path("connections").findValuesAsText("mailbox"))
                .containsExactly(MAILBOX);
        assertThat(run(blocks.next())).isEmpty();
        assertThat(answer(blocks.next()).path("receiptId").asText()).isNotEmpty();
        assertThat(blocks.hasNext()).as("another block").isFalse();
    }

    private void consent(JsonNode link) {
        URI back = new ConsentWalk()
                .walk(URI.create(link.path("connectUrl").asText()), MAILBOX, URI.create(variables.get("RETURN_URL")));

        assertThat(back.getQuery()).contains("connectionId=" + variables.get("connection"), "status=connected");
    }

    private JsonNode answer(String block) throws IOException, InterruptedException {
        return Answers.json(run(block));
    }

    /** @return what it prints */
    private String run(String block) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-euc", block + TELL).redirectErrorStream(true);
        shell.environment().putAll(variables);
        Process process = shell.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(block + output).isZero();
        int told = output.lastIndexOf('\n');
        Matcher set = Pattern.compile("(\\S*) (\\S*)").matcher(output.substring(told + 1));
        assertThat(set.matches()).as(block).isTrue();
        variables.put("token", set.group(1));
        variables.put("connection", set.group(2));
        return output.substring(0, told).strip();
    }

    private static String text(JsonNode stack, String path) {
        return stack.requiredAt("/" + path.replace('.', '/')).asText();
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
