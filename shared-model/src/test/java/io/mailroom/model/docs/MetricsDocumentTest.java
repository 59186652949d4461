package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {
    private static final MarkdownPage OPERATIONS = Repository.page("docs/operations.md");

    @Test
    void every_metric_of_auth_service_stands_there_once_and_no_other() {
        assertThat(documented("Metrics of auth-service"))
                .containsExactlyInAnyOrderElementsOf(MeterNames.of("auth-service"))
                .hasSizeGreaterThan(3);
    }

    @Test
    void every_metric_of_the_worker_stands_there_once_and_no_other() {
        assertThat(documented("Metrics of mail-worker"))
                .containsExactlyInAnyOrderElementsOf(MeterNames.of("mail-worker"))
                .hasSizeGreaterThan(5);
    }

    @Test
    void a_metric_that_any_page_names_exists() {
        List<String> known = Stream.of("auth-service", "mail-worker")
                .flatMap(module -> MeterNames.of(module).stream())
                .toList();

        assertThat(Repository.pages().stream()
                        .flatMap(page -> MarkdownPage.code(page.prose()).stream())
                        .flatMap(code -> Stream.of(code.split("[^a-z_]")))
                        .filter(word -> word.startsWith("mailroom_")))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    private static List<String> documented(String heading) {
        return MarkdownPage.rows(OPERATIONS.section(heading)).stream()
                .map(row -> row.getFirst().replace("`", ""))
                .filter(name -> name.startsWith("mailroom"))
                .toList();
    }
}
