package io.mailroom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a product class makes to put things into, and keeps, says in its comment or in its class's what bounds it. Goes by
 * the sources as they are formatted: a field of a class stands four blanks in, one of a nested class has a modifier.
 */
class BoundsTest {
    private static final String MODIFIERS = "(?:(?:public|protected|private|static|final|volatile) )";
    private static final String KIND = "(\\w*(?:Map|Set|List|Deque|Queue)|(?:Async|Loading)*Cache)";
    private static final Pattern FIELD = Pattern.compile("(?m)^( {4}| {8,}(?=" + MODIFIERS + "))" + MODIFIERS
            + "*(?:@Nullable )?" + KIND + "(?:<.*>)? (\\w+)(?: =|;)");
    private static final String MADE = "(?<!var )\\b%s =[^;]*?(?:new \\w*(?:Map|Set|List|Deque|Queue)\\b|newKeySet\\()";
    private static final Pattern TYPE = Pattern.compile("(?m)^( *)(?:[a-z-]+ )*(?:class|enum|interface|record) \\w+");
    private static final Pattern COMMENT =
            Pattern.compile("(?:/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/|(?://.*\\s*)+)\\s*(?:@.*\\s+)*$");

    private record Kept(String file, String field, boolean bounded) {}

    @ParameterizedTest
    @CsvSource({"mail-worker, 45", "auth-service, 8", "shared-model, 0"})
    void what_grows_says_what_bounds_it(String module, int atLeast) throws IOException {
        var kept = new ArrayList<Kept>();
        try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.addAll(kept(file.getFileName().toString(), Files.readString(file)));
            }
        }
        assertThat(kept).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(kept).filteredOn(each -> !each.bounded()).isEmpty();
    }

    @Test
    void a_map_without_a_word_is_found_wherever_it_is_made() {
        String some = "/** Some. */\nclass A {\n    final Map<B, C> all%s;\n\n    A() {\n        all%s;\n    }\n}\n";
        String later = some.formatted("", " = new HashMap<>()");
        assertThat(kept("A", later)).containsOnly(new Kept("A", "all", false));
        assertThat(kept("A", later.replace("Some", "Bound: some"))).containsOnly(new Kept("A", "all", true));
        assertThat(kept("A", some.formatted(" = of(new HashMap<>())", ".get()")))
                .hasSize(1);
        assertThat(kept("A", some.formatted("", " = Map.copyOf(some)"))).isEmpty();
    }

    private static List<Kept> kept(String file, String source) {
        return FIELD.matcher(source)
                .results()
                .filter(field -> field.group(2).endsWith("Cache")
                        || Pattern.compile(MADE.formatted(field.group(3)))
                                .matcher(source)
                                .find())
                .map(field -> new Kept(file, field.group(3), bounded(field, source.substring(0, field.start()))))
                .toList();
    }

    private static boolean bounded(MatchResult field, String before) {
        var owners = TYPE.matcher(before)
                .results()
                .filter(type -> type.end(1) - type.start(1) < field.group(1).length());
        String toOwner =
                before.substring(0, owners.mapToInt(MatchResult::start).max().orElse(0));
        return says(before) || says(toOwner);
    }

    private static boolean says(String before) {
        var comment = COMMENT.matcher(before);
        return comment.find() && comment.group().contains("Bound: ");
    }
}
