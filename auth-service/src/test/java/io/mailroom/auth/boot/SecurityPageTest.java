package io.mailroom.auth.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for reviewers names tests; each of them must be there. */
class SecurityPageTest {
    private static final Path TESTS = Path.of("src/test/java/io/mailroom/auth");
    private static final Pattern CLASS = Pattern.compile("`([a-z]+/[A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?(?:#(\\w+))?`");

    @Test
    void every_test_that_it_names_exists() throws IOException {
        List<MatchResult> named = CLASS.matcher(Files.readString(Path.of("../docs/security.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(25);
        for (MatchResult one : named) {
            String source = Files.readString(TESTS.resolve(one.group(1) + ".java"));
            if (one.group(2) != null) {
                assertThat(source).as(one.group()).contains("class " + one.group(2));
            }
            if (one.group(3) != null) {
                assertThat(source).as(one.group()).contains("void " + one.group(3) + "(");
            }
        }
    }
}
