package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    private static final MarkdownPage OPERATIONS = Repository.page("docs/operations.md");

    @Test
    void every_setting_of_auth_service_stands_there_with_its_default_and_no_other() {
        assertThat(documented("Settings of auth-service")).isEqualTo(withGroups(ConfigKeys.of("auth-service")));
    }

    @Test
    void every_setting_of_the_worker_stands_there_with_its_default_and_no_other() {
        assertThat(documented("Settings of mail-worker")).isEqualTo(ConfigKeys.of("mail-worker"));
    }

    @Test
    void the_settings_are_seen() {
        assertThat(ConfigKeys.of("auth-service"))
                .hasSizeGreaterThan(40)
                .containsEntry("mailroom.lease.idle.at-once", "20");
        assertThat(ConfigKeys.of("mail-worker"))
                .hasSizeGreaterThan(25)
                .containsEntry("mailroom.worker.name", ConfigKeys.REQUIRED);
    }

    @Test
    void a_setting_that_any_page_names_exists() {
        Set<String> known = new TreeSet<>(ConfigKeys.of("auth-service").keySet());
        known.addAll(ConfigKeys.of("mail-worker").keySet());

        assertThat(Repository.pages().stream()
                        .flatMap(page -> MarkdownPage.code(page.prose()).stream())
                        .filter(code -> code.matches("mailroom\\.[a-zA-Z.*-]+"))
                        .map(code -> code.replaceFirst("\\.(clouds|clients)\\.[^.]+\\.", ".$1.NAME."))
                        .filter(name -> known.stream().noneMatch(key -> names(name, key))))
                .isEmpty();
    }

    /** A group may be named in place of its keys, also as {@code mailroom.limits.*}. */
    private static boolean names(String name, String key) {
        return key.equals(name) || key.startsWith(name.replaceFirst("\\.\\*$", "") + ".");
    }

    /** A cloud's own registration has the keys of the common one, which one row says. */
    private static Map<String, String> withGroups(Map<String, String> keys) {
        String own = "mailroom.entra.clouds.NAME.registration";
        Map<String, String> grouped = new TreeMap<>(keys);
        List<String> ofTheGroup =
                keys.keySet().stream().filter(key -> key.startsWith(own + ".")).toList();

        assertThat(ofTheGroup)
                .isNotEmpty()
                .allMatch(key -> keys.containsKey("mailroom.entra" + key.substring(own.length())));
        ofTheGroup.forEach(grouped::remove);
        grouped.put(own + ".*", ConfigKeys.NONE);
        return grouped;
    }

    private static Map<String, String> documented(String heading) {
        Map<String, String> rows = new TreeMap<>();
        for (List<String> row : MarkdownPage.rows(OPERATIONS.section(heading))) {
            assertThat(row).hasSize(3).allMatch(cell -> !cell.isBlank());
            String before = rows.put(code(row.get(0)), code(row.get(1)));
            assertThat(before).as("only one row for " + row.get(0)).isNull();
        }
        return rows;
    }

    private static String code(String cell) {
        return cell.replaceAll("^`|`$", "");
    }
}
