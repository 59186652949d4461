package io.mailroom.model.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown, read as GitHub shows it.
 *
 * @param prose its text without fenced code
 */
record MarkdownPage(Path file, String prose) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```\\s*?$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]+`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
    private static final Pattern ID = Pattern.compile("<a id=\"([^\"]+)\">");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[[^\\]\\n]+\\]: (\\S+)$");
    private static final Pattern NOT_IN_SLUGS = Pattern.compile("[^\\p{L}\\p{N} _-]");

    static MarkdownPage read(Path file) {
        String text = Repository.text(file).replace("\r\n", "\n");
        return new MarkdownPage(file, FENCED.matcher(text).replaceAll(""));
    }

    String name() {
        return Repository.name(file);
    }

    /** What stands between backticks may look like a link and is none. */
    String proseWithoutCode() {
        return CODE.matcher(prose).replaceAll("");
    }

    /** Those of headings and those that are written out, in order and with repetitions. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>(ids());
        HEADING.matcher(prose).results().map(heading -> slug(heading.group(1))).forEach(slug -> {
            int n = 0;
            String unique = slug;
            while (anchors.contains(unique)) {
                n++;
                unique = slug + "-" + n;
            }
            anchors.add(unique);
        });
        return anchors;
    }

    /** The anchors that are written out. */
    List<String> ids() {
        return ID.matcher(prose).results().map(id -> id.group(1)).toList();
    }

    /** Where links lead, as written: a file, {@code #anchor} or an address. */
    List<String> links() {
        String text = proseWithoutCode();
        return Stream.of(LINK, DEFINITION)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(link -> link.group(1))
                .toList();
    }

    /** The text under a heading, up to the next one of its level or above. */
    String section(String heading) {
        Matcher begin =
                Pattern.compile("(?m)^(#+) " + Pattern.quote(heading) + "\\s*$").matcher(prose);
        if (!begin.find()) {
            throw new AssertionError(name() + " has no heading " + heading);
        }
        Matcher end =
                Pattern.compile("(?m)^#{1," + begin.group(1).length() + "} ").matcher(prose);
        return prose.substring(begin.end(), end.find(begin.end()) ? end.start() : prose.length());
    }

    /** The cells of the tables in a text, without head and rule. */
    static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        int line = 0;
        for (String each : text.lines().toList()) {
            line = each.startsWith("|") ? line + 1 : 0;
            if (line > 2) {
                rows.add(cells(each));
            }
        }
        return rows;
    }

    static List<String> cells(String row) {
        return Stream.of(row.strip().replaceAll("^\\||\\|$", "").split("(?<!\\\\)\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** What stands between backticks. */
    static List<String> code(String text) {
        return CODE.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(code -> code.substring(1, code.length() - 1))
                .toList();
    }

    private static String slug(String heading) {
        String plain = heading.replaceAll("<[^>]+>", "").replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1");
        return NOT_IN_SLUGS
                .matcher(plain.strip().toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace(' ', '-');
    }
}
