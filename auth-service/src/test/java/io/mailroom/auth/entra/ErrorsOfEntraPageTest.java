package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page says who must act as the code does. */
class ErrorsOfEntraPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([0-9][^|]*) \\| ([^|]+) \\| [^|]+ \\|$");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d{5,7}\\b");
    private static final Pattern ERROR = Pattern.compile("`(\\w+)`");

    @Test
    void each_number_of_the_page_is_acted_on_by_whom_it_names() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "protocol", "errors-of-entra.md"));
        List<MatchResult> rows = ROW.matcher(page).results().toList();

        assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
            String error = ERROR.matcher(row.group(3))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            assertThat(NUMBER.matcher(row.group(2)).results().map(number -> Integer.parseInt(number.group())))
                    .isNotEmpty()
                    .allSatisfy(number -> assertThat(RefusalKinds.classify(400, error, null, List.of(number)))
                            .as(number + ", " + row.group(1))
                            .isIn(kinds(row.group(1))));
        });
    }

    private static Set<RefusalKind> kinds(String who) {
        Set<RefusalKind> kinds = EnumSet.noneOf(RefusalKind.class);
        if (who.contains("nobody")) {
            kinds.addAll(Set.of(RefusalKind.TRANSIENT, RefusalKind.PAUSE));
        }
        if (who.contains("the user")) {
            kinds.add(RefusalKind.RECONNECT);
        }
        if (who.contains("an administrator")) {
            kinds.add(RefusalKind.ADMIN);
        }
        if (who.contains("the operator")) {
            kinds.addAll(Set.of(RefusalKind.OPERATOR, RefusalKind.OPERATOR_HERE));
        }
        if (who.startsWith("us")) {
            kinds.add(RefusalKind.DEFECT);
        }
        return kinds;
    }
}
