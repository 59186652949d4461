package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final MarkdownPage README = Repository.page("README.md");

    @Test
    void the_table_of_modules_has_those_that_are_built() {
        List<String> built = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Repository.text(Repository.ROOT.resolve("pom.xml")))
                .results()
                .map(module -> module.group(1))
                .toList();

        assertThat(MarkdownPage.rows(README.section("Modules")).stream()
                        .flatMap(row -> MarkdownPage.code(row.getFirst()).stream()))
                .containsExactlyInAnyOrderElementsOf(built)
                .hasSizeGreaterThan(8)
                .allMatch(ReadmeTest::isModule);
    }

    @Test
    void every_place_where_something_is_changed_exists() {
        List<List<String>> rows = MarkdownPage.rows(README.section("Where do I change …"));

        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(18)
                .allSatisfy(row -> assertThat(MarkdownPage.code(row.get(1))).isNotEmpty());
        assertThat(rows.stream().flatMap(row -> unknown(row.get(1)).stream().map(name -> row.getFirst() + ": " + name)))
                .isEmpty();
    }

    /** What stands for a package, class or file belongs to a module that was named before it in the row. */
    private static List<String> unknown(String cell) {
        List<String> modules = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : MarkdownPage.code(cell)) {
            if (isModule(name)) {
                modules.add(name);
            } else if (!exists(name, modules)) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private static boolean exists(String name, List<String> modules) {
        if (name.startsWith("mailroom.")) {
            return Stream.of("auth-service", "mail-worker")
                    .flatMap(module -> ConfigKeys.of(module).keySet().stream())
                    .anyMatch(key -> key.startsWith(name));
        }
        return name.startsWith("docs/") && Files.exists(Repository.ROOT.resolve(name))
                || modules.stream()
                        .anyMatch(module -> JavaSources.hasPackage(module, name)
                                || JavaSources.hasType(module, name)
                                || Stream.of("main", "test")
                                        .anyMatch(part ->
                                                Files.exists(Repository.ROOT.resolve(module, "src", part, name))));
    }

    private static boolean isModule(String name) {
        return Files.exists(Repository.ROOT.resolve(name, "pom.xml"));
    }
}
