package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final List<MarkdownPage> PAGES = Repository.pages();

    @Test
    void the_pages_and_their_links_are_seen() {
        assertThat(PAGES).hasSizeGreaterThan(40);
        assertThat(PAGES.stream().mapToInt(page -> page.links().size()).sum()).isGreaterThan(300);
    }

    @Test
    void every_link_leads_to_a_file_and_every_anchor_exists() {
        assertThat(PAGES.stream()
                        .flatMap(page -> page.links().stream()
                                .filter(link -> !link.matches("[a-z]+:.*"))
                                .filter(link -> !leads(page, link))
                                .map(link -> page.name() + ": " + link)))
                .isEmpty();
    }

    @Test
    void every_decision_stands_in_the_index_under_its_title() {
        Map<String, String> titles = new TreeMap<>();
        for (Path file : Repository.files("docs/adr", ".md")) {
            String name = file.getFileName().toString();
            if (!name.equals("README.md")) {
                titles.put(name, Repository.text(file).lines().findFirst().orElse(""));
            }
        }
        Map<String, String> listed = MarkdownPage.rows(
                        Repository.page("docs/adr/README.md").prose())
                .stream()
                .collect(Collectors.toMap(
                        row -> row.get(0).replaceAll("\\[\\d+\\]\\(([^)]+)\\)", "$1"),
                        row -> "# " + row.get(0).replaceAll("\\[(\\d+)\\].*", "$1") + " " + row.get(1)));

        assertThat(listed).isEqualTo(titles).hasSizeGreaterThan(15);
    }

    private static boolean leads(MarkdownPage page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : folder(page).resolve(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || MarkdownPage.read(target).anchors().contains(parts[1]));
    }

    private static Path folder(MarkdownPage page) {
        Path folder = page.file().getParent();
        return folder == null ? Repository.ROOT : folder;
    }
}
