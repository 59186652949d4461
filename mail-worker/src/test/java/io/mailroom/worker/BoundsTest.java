package io.mailroom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a product class makes to put things into, and keeps, says in its comment or in its class's what bounds it. Goes by
 * the sources as they are formatted: a field of a class stands four blanks in, one of a nested class has a modifier.
 */
class BoundsTest {
    private static final String MODIFIER = "(?:public|protected|private|static|final|volatile)";
    private static final Pattern FIELD = Pattern.compile(
            "(?m)^( {4}| {8,}(?=" + MODIFIER + " ))(?:" + MODIFIER + " )*(?:@Nullable )?"
                    + "(?:\\w+\\.)*(?:@Nullable )?(\\w*(?:Map|Set|List|Collection|Deque|Queue|Stack|Vector)|(?:Loading|Async|AsyncLoading)?Cache)(?:<.*>)? (\\w+)(?: =|;)");
    private static final Pattern TYPE = Pattern.compile("(?m)^( *)(?:[a-z-]+ )*(?:class|enum|interface|record) \\w+");
    private static final Pattern COMMENT =
            Pattern.compile("(?:/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/|(?://.*\\s*)+)\\s*(?:@.*\\s+)*$");

    @ParameterizedTest
    @CsvSource({"mail-worker, 45", "auth-service, 8", "shared-model, 0"})
    void what_grows_says_what_bounds_it(String module, int atLeast) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }

        List<Kept> kept = files.stream().flatMap(BoundsTest::kept).toList();

        assertThat(kept).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(kept).filteredOn(each -> !each.bounded()).isEmpty();
    }

    @Test
    void a_map_without_a_word_is_found_wherever_it_is_made() {
        String made =
                "/** Some. */\nclass A {\n    private final Map<B, C> all%s;\n\n    A() {\n        all%s;\n    }\n}\n";

        assertThat(kept("A", made.formatted("", " = new HashMap<>()"))).containsExactly(new Kept("A.all", false));
        assertThat(kept("A", made.formatted(" =\n            Collections.synchronizedMap(new HashMap<>())", ".get()")))
                .containsExactly(new Kept("A.all", false));
        assertThat(kept("A", made.replace("Some", "Bound: some").formatted("", " = new HashMap<>()")))
                .containsExactly(new Kept("A.all", true));
        assertThat(kept("A", made.formatted("", " = Map.copyOf(some)"))).isEmpty();
    }

    private record Kept(String name, boolean bounded) {}

    private static Stream<Kept> kept(Path file) {
        try {
            return kept(file.getFileName().toString().replace(".java", ""), Files.readString(file)).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Kept> kept(String name, String source) {
        return FIELD.matcher(source)
                .results()
                .filter(field -> field.group(2).endsWith("Cache") || made(field.group(3), source))
                .map(field -> new Kept(name + "." + field.group(3), bounded(field, source)))
                .toList();
    }

    private static boolean made(String field, String source) {
        return Pattern.compile(
                        "(?<!var )\\b" + field + " =[^;]*?(?:\\bnew \\w*(?:Map|Set|List|Deque|Queue|Stack|Vector)\\b"
                                + "|newKeySet\\(|noneOf\\(|Caffeine)")
                .matcher(source)
                .find();
    }

    private static boolean bounded(MatchResult field, String source) {
        String before = source.substring(0, field.start());
        int in = field.group(1).length();
        return says(before)
                || TYPE.matcher(before)
                        .results()
                        .filter(type -> type.group(1).length() < in)
                        .reduce((_, last) -> last)
                        .filter(type -> says(before.substring(0, type.start())))
                        .isPresent();
    }

    private static boolean says(String before) {
        return COMMENT.matcher(before)
                .results()
                .anyMatch(comment -> comment.group().contains("Bound: "));
    }
}
