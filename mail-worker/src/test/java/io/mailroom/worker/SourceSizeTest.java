package io.mailroom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Goes by the sources as they are formatted: a member stands four blanks in for each class around it. */
class SourceSizeTest {
    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_METHOD = 45;
    private static final int LINES_OF_THE_PAGE = 99;
    private static final String PAGE = "src/main/java/io/mailroom/worker/pipeline/Pipeline.java";

    /** The first line of a method or constructor; a body that begins on a later line still ends at its indent. */
    private static final Pattern MEMBER = Pattern.compile("^(?<indent> {4}| {8}| {12})(?=\\S)"
            + "(?!(?:return|throw|new|if|for|while|try|switch|else|case|do|record|class|enum|interface)\\b|synchronized \\()"
            + "(?:(?:public|private|protected|static|final|synchronized|abstract|default) )*"
            + "(?:<[^>]*> )?(?:[\\w.<>?,@\\[\\]& ]+ )?(?<name>\\w+)\\((?!.*(?:->|=))[^;]*$");

    private static final Pattern NESTED_TYPE =
            Pattern.compile("^ +(?:[a-z-]+ )*(?:record|class|enum|interface) \\w+.*");

    @Test
    void no_file_is_longer_than_300_lines() throws IOException {
        assertThat(sources())
                .extracting(Path::toString, path -> lines(path).size())
                .filteredOn(file -> (int) file.toList().get(1) > LINES_OF_A_FILE)
                .isEmpty();
    }

    @Test
    void no_method_is_longer_than_45_lines() throws IOException {
        List<Method> methods = sources().stream()
                .flatMap(path -> methods(path, lines(path)).stream())
                .toList();

        assertThat(methods).as("methods found").hasSizeGreaterThan(2_000);
        assertThat(methods)
                .filteredOn(method -> method.lines() > LINES_OF_A_METHOD)
                .isEmpty();
    }

    @Test
    void the_way_of_a_command_stands_on_one_page_which_the_documentation_points_at() throws IOException {
        String flows = Files.readString(Path.of("..", "docs", "flows.md"));

        assertThat(lines(Path.of(PAGE))).hasSizeLessThanOrEqualTo(LINES_OF_THE_PAGE);
        assertThat(flows).contains("mail-worker/" + PAGE);
        assertThat(methods(Path.of(PAGE), lines(Path.of(PAGE))))
                .extracting(Method::name)
                .containsExactly("admit", "fetchAndRun", "run", "settle")
                .allSatisfy(name -> assertThat(flows).contains("`Pipeline." + name + "`"));
    }

    @Test
    void a_long_method_is_found_wherever_it_stands() {
        String body = "            a();\n".repeat(LINES_OF_A_METHOD);
        List<String> source = ("class A {\n    void some(\n            int more) {\n" + body + "    }\n\n"
                        + "    record B(int c) {\n        public B some() {\n" + body + "        }\n    }\n}\n")
                .lines()
                .toList();

        assertThat(methods(Path.of("A"), source))
                .containsExactly(
                        new Method(Path.of("A"), "some", LINES_OF_A_METHOD + 3),
                        new Method(Path.of("A"), "some", LINES_OF_A_METHOD + 2));
    }

    private record Method(Path file, String name, int lines) {}

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Method> methods(Path file, List<String> lines) {
        var methods = new ArrayList<Method>();
        for (int first = 0; first < lines.size(); first++) {
            var member = MEMBER.matcher(lines.get(first));
            if (member.find() && !NESTED_TYPE.matcher(lines.get(first)).matches() && hasBody(lines, first)) {
                String end = member.group("indent") + "}";
                int last = lines.subList(first, lines.size()).indexOf(end);
                methods.add(new Method(file, member.group("name"), last + 1));
            }
        }
        return methods;
    }

    /** Whether the parameters that begin there are followed by a body. */
    private static boolean hasBody(List<String> lines, int first) {
        return lines.subList(first, lines.size()).stream()
                .map(String::stripTrailing)
                .filter(line -> line.endsWith("{") || line.endsWith(";") || line.endsWith("{}"))
                .findFirst()
                .filter(line -> line.endsWith("{"))
                .isPresent();
    }
}
