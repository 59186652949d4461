package io.mailroom.model.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where code and documents name a fact, as in "facts D2, B9", "facts A4 to A7", "facts G1.8" or "facts G". */
final class FactReferences {
    private static final String NUMBER = "[A-H](?:\\d+(?:\\.\\d+)?)?(?![A-Za-z\\d])";
    private static final Pattern REFERENCE =
            Pattern.compile("\\b[Ff]acts? \\[?(" + NUMBER + "(?:(?:,| to| and| or) " + NUMBER + ")*)");
    private static final Pattern RANGE = Pattern.compile("([A-H])(\\d+) to \\1(\\d+)");
    private static final Pattern LINE_END_IN_COMMENT = Pattern.compile("\\s*\\R\\s*(?:\\*(?!/)|//)?\\s*");

    private FactReferences() {}

    record Reference(String place, String anchor) {}

    static List<Reference> all() {
        return Stream.of(".java", ".md", ".properties", ".html")
                .flatMap(ending -> Repository.files(ending).stream())
                .flatMap(file -> in(file).stream())
                .toList();
    }

    private static List<Reference> in(Path file) {
        String text = LINE_END_IN_COMMENT.matcher(Repository.text(file)).replaceAll(" ");
        List<Reference> found = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(text);
        while (reference.find()) {
            numbers(reference.group(1))
                    .map(number -> new Reference(
                            Repository.name(file) + ": " + reference.group(), number.toLowerCase(Locale.ROOT)))
                    .forEach(found::add);
        }
        return found;
    }

    private static Stream<String> numbers(String list) {
        Stream<String> between = RANGE.matcher(list)
                .results()
                .flatMap(range -> IntStream.rangeClosed(
                                Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)))
                        .mapToObj(number -> range.group(1) + number));
        return Stream.concat(Pattern.compile(NUMBER).matcher(list).results().map(number -> number.group()), between)
                .distinct();
    }
}
