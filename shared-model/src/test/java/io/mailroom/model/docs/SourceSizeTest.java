package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.docs.JavaSources.Method;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the product and its tests. */
class SourceSizeTest {
    private static final List<String> MODULES = List.of("shared-model", "auth-service", "mail-worker");
    private static final int LINES_OF_A_FILE = 300;
    private static final int LINES_OF_A_METHOD = 45;
    private static final int LINES_OF_THE_PAGE = 99;
    private static final String PAGE = "mail-worker/src/main/java/io/mailroom/worker/pipeline/Pipeline.java";

    @Test
    void no_file_is_longer_than_300_lines() {
        assertThat(sources())
                .hasSizeGreaterThan(600)
                .extracting(Repository::name, SourceSizeTest::lines)
                .filteredOn(file -> (long) file.toList().get(1) > LINES_OF_A_FILE)
                .isEmpty();
    }

    @Test
    void no_method_is_longer_than_45_lines() {
        assertThat(JavaSources.methods(sources()))
                .hasSizeGreaterThan(4_000)
                .filteredOn(method -> method.lines() > LINES_OF_A_METHOD)
                .isEmpty();
    }

    @Test
    void the_way_of_a_command_stands_on_one_page_which_the_documentation_points_at() {
        String flows = Repository.text(Repository.ROOT.resolve("docs/flows.md"));
        Path page = Repository.ROOT.resolve(PAGE);

        assertThat(lines(page)).isLessThanOrEqualTo(LINES_OF_THE_PAGE);
        assertThat(flows).contains(PAGE);
        assertThat(JavaSources.methods(List.of(page)))
                .extracting(Method::name)
                .containsExactly("admit", "fetchAndRun", "run", "settle")
                .allSatisfy(name -> assertThat(flows).contains("`Pipeline." + name + "`"));
    }

    @Test
    void a_long_method_is_found_wherever_it_stands(@TempDir Path folder) throws IOException {
        String body = "            a();\n".repeat(LINES_OF_A_METHOD);
        Path file = folder.resolve("A.java");
        Files.writeString(
                file,
                "class A {\n    void some(\n            int more) {\n" + body + "    }\n\n"
                        + "    record B(int c) {\n        public B some() {\n" + body + "        }\n    }\n}\n");

        assertThat(JavaSources.methods(List.of(file)))
                .containsExactly(
                        new Method(file, "some", LINES_OF_A_METHOD + 3),
                        new Method(file, "some", LINES_OF_A_METHOD + 2));
    }

    private static List<Path> sources() {
        return MODULES.stream()
                .flatMap(module -> Repository.files(module + "/src", ".java").stream())
                .toList();
    }

    private static long lines(Path file) {
        return Repository.text(file).lines().count();
    }
}
