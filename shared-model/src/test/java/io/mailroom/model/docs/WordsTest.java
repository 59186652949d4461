package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final List<List<String>> ROWS =
            MarkdownPage.rows(Repository.page("docs/words.md").prose());

    @Test
    void each_term_stands_once_in_one_line_by_the_alphabet() {
        assertThat(ROWS.stream().map(row -> row.getFirst().replace("`", "").toLowerCase(Locale.ROOT)))
                .hasSizeBetween(30, 60)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void each_term_says_what_it_means_and_where_it_comes_from() {
        assertThat(ROWS).allSatisfy(row -> assertThat(row).hasSize(3).noneMatch(String::isBlank));
    }

    @Test
    void each_class_that_is_named_exists() {
        assertThat(ROWS.stream()
                        .flatMap(row -> row.stream())
                        .flatMap(cell -> MarkdownPage.code(cell).stream())
                        .filter(name -> name.matches("[A-Z][a-z0-9]+([A-Z][a-z0-9]*)*")))
                .hasSizeGreaterThan(8)
                .isSubsetOf(JavaSources.types());
    }
}
