package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplesDocumentTest {
    private static final Pattern SHOWN =
            Pattern.compile("<!-- file: (\\S+) -->\\n```\\w+\\n(.*?)```\\n", Pattern.DOTALL);
    private static final List<MatchResult> PROGRAMS = SHOWN.matcher(
                    Repository.text(Repository.ROOT.resolve("docs/samples.md")))
            .results()
            .toList();

    @Test
    void every_program_is_shown_as_it_is_run() {
        assertThat(PROGRAMS)
                .allSatisfy(shown -> assertThat(shown.group(2))
                        .as(shown.group(1))
                        .isEqualTo(Repository.text(Repository.ROOT.resolve(shown.group(1)))));
    }

    @Test
    void no_program_is_left_out() {
        assertThat(PROGRAMS.stream().map(shown -> shown.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(".mjs", ".py", ".java")
                        .flatMap(ending -> Repository.files("samples", ending).stream())
                        .filter(file -> !file.endsWith(Path.of("package-info.java")))
                        .map(Repository::name)
                        .toList());
    }

    @Test
    void a_program_fits_on_a_page() {
        assertThat(PROGRAMS)
                .allSatisfy(shown ->
                        assertThat(shown.group(2).lines()).as(shown.group(1)).hasSizeBetween(30, 60));
    }
}
