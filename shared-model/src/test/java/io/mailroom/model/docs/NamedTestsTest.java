package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page that says what is proved by a test is worth as much as that test, so it must be there under that name. */
class NamedTestsTest {
    /** As {@code package/ClassTest.A_situation#a_sentence}, of which only the class is needed. */
    private static final Pattern NAME =
            Pattern.compile("(?:([a-z/]+)/)?([A-Z][A-Za-z0-9]*(?:Test|IT))((?:\\.[A-Z]\\w*)*)(?:#(\\w+))?");

    private static final List<Path> SOURCES = Repository.files(".java");

    @Test
    void every_test_that_a_page_names_exists_with_its_situation_and_its_sentence() {
        List<Matcher> named = Repository.pages().stream()
                .filter(page -> !page.name().equals("CHANGELOG.md"))
                .flatMap(page -> MarkdownPage.code(page.prose()).stream())
                .map(NAME::matcher)
                .filter(Matcher::matches)
                .toList();

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(named.stream()
                        .filter(name -> !exists(name))
                        .map(Matcher::group)
                        .distinct())
                .isEmpty();
    }

    private static boolean exists(Matcher name) {
        String folder = name.group(1) == null ? "" : "/" + name.group(1);
        return SOURCES.stream()
                .filter(file -> ("/" + Repository.name(file)).endsWith(folder + "/" + name.group(2) + ".java"))
                .map(Repository::text)
                .anyMatch(text -> Stream.of(name.group(3).split("\\."))
                                .filter(situation -> !situation.isEmpty())
                                .allMatch(situation -> text.contains("class " + situation + " "))
                        && (name.group(4) == null || text.contains("void " + name.group(4) + "(")));
    }
}
