package io.mailroom.model.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts in docs/protocol, by their numbers. */
final class ProtocolFacts {
    private static final Pattern HEAD = Pattern.compile("(?m)^### <a id=\"([a-h]\\d+)\"></a>([A-H]\\d+) \\S.*$");
    private static final Pattern NEXT = Pattern.compile("(?m)^#{1,3} ");
    private static final Pattern OWN_ID =
            Pattern.compile("^<a id=\"([a-h]\\d+\\.\\d+)\"></a>\\*\\*([A-H]\\d+\\.\\d+)\\*\\*");
    private static final Pattern SOURCE = Pattern.compile("\\[([^\\]\\n]+)\\](?![(\\[:])");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^\\[([^\\]\\n]+)\\]: (https://\\S+)$");

    private ProtocolFacts() {}

    /**
     * One fact.
     *
     * @param id its anchor, such as {@code d2}
     * @param number as it is referred to, such as {@code D2}
     */
    record Fact(MarkdownPage page, String id, String number, String text) {
        List<Statement> statements() {
            String body = DEFINITION.matcher(text).replaceAll("");
            List<Statement> all = new ArrayList<>();
            for (String block : body.split("\\n(?=- )|\\n\\n|\\n(?=\\|)")) {
                String stripped = block.strip();
                if (stripped.startsWith("- ")) {
                    all.add(new Statement(this, stripped.substring(2).strip(), false));
                }
            }
            MarkdownPage.rows(body).forEach(row -> all.add(new Statement(this, String.join(" | ", row), true)));
            return all;
        }

        /** Whether a sentence outside of lists and tables names a source, which then counts for the rows of its tables. */
        boolean namesASourceForItsTables() {
            return text.lines().anyMatch(line -> !line.startsWith("|") && !line.startsWith("- ") && namesASource(line));
        }

        boolean namesASource(String text) {
            return sources(text).anyMatch(defined(page)::contains);
        }

        @Override
        public String toString() {
            return number + " in " + page.name();
        }
    }

    /** A line of a list, or a row of a table. */
    record Statement(Fact fact, String text, boolean row) {
        /** Its own anchor, or that of its fact. */
        String id() {
            return ownId().map(id -> id.group(1)).orElse(fact.id());
        }

        Optional<MatchResult> ownId() {
            return OWN_ID.matcher(text).results().findFirst();
        }

        @Override
        public String toString() {
            return fact.number() + ": " + text;
        }
    }

    static List<MarkdownPage> pages() {
        return Repository.files("docs/protocol", ".md").stream()
                .map(MarkdownPage::read)
                .toList();
    }

    static List<Fact> all() {
        return pages().stream().flatMap(ProtocolFacts::of).toList();
    }

    private static Stream<Fact> of(MarkdownPage page) {
        Matcher head = HEAD.matcher(page.prose());
        List<Fact> facts = new ArrayList<>();
        while (head.find()) {
            Matcher next = NEXT.matcher(page.prose());
            int end = next.find(head.end()) ? next.start() : page.prose().length();
            facts.add(new Fact(page, head.group(1), head.group(2), page.prose().substring(head.end(), end)));
        }
        return facts.stream();
    }

    /** The names in brackets that are no links of their own. */
    static Stream<String> sources(String text) {
        return SOURCE.matcher(text.replaceAll("`[^`]*`", "")).results().map(name -> name.group(1));
    }

    static List<String> defined(MarkdownPage page) {
        return DEFINITION
                .matcher(page.prose())
                .results()
                .map(definition -> definition.group(1))
                .collect(Collectors.toList());
    }
}
