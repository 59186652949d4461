package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailroom.model.docs.ProtocolFacts.Fact;
import io.mailroom.model.docs.ProtocolFacts.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ProtocolReferencesTest {
    private static final List<Fact> FACTS = ProtocolFacts.all();
    private static final List<String> IDS =
            ProtocolFacts.pages().stream().flatMap(page -> page.ids().stream()).toList();

    @Nested
    class A_reference {
        @Test
        void is_seen_where_one_stands() {
            assertThat(FactReferences.all()).hasSizeGreaterThan(60);
        }

        @Test
        void leads_to_a_fact() {
            assertThat(FactReferences.all().stream().filter(reference -> !IDS.contains(reference.anchor())))
                    .isEmpty();
        }
    }

    @Nested
    class A_fact {
        @Test
        void has_an_anchor_of_its_own_that_says_its_number() {
            assertThat(IDS).doesNotHaveDuplicates();
            assertThat(FACTS)
                    .hasSizeGreaterThan(40)
                    .allSatisfy(fact ->
                            assertThat(fact.id()).isEqualTo(fact.number().toLowerCase(Locale.ROOT)));
            assertThat(statements().flatMap(statement -> statement.ownId().stream()))
                    .hasSizeGreaterThan(60)
                    .allSatisfy(
                            id -> assertThat(id.group(1)).isEqualTo(id.group(2).toLowerCase(Locale.ROOT)));
        }

        @Test
        void stands_in_the_index() {
            List<String> listed = Repository.page("docs/protocol/README.md").links();

            assertThat(FACTS)
                    .allSatisfy(fact ->
                            assertThat(listed).contains(fact.page().file().getFileName() + "#" + fact.id()));
        }

        @Test
        void names_a_source() {
            assertThat(FACTS).allMatch(fact -> fact.namesASource(fact.text()));
        }

        @Test
        void says_with_each_statement_where_it_was_read_or_that_it_was_not() {
            assertThat(statements().filter(statement -> !accounted(statement))).isEmpty();
        }

        private static boolean accounted(Statement statement) {
            String text = statement.text();
            return statement.fact().namesASource(text)
                    || Pattern.compile("\\*([Uu]nconfirmed|[Ii]nferred)\\.?\\*")
                            .matcher(text)
                            .find()
                    || text.startsWith("**Mailroom**")
                    || text.startsWith("**Simulator**")
                    || (statement.row() && statement.fact().namesASourceForItsTables());
        }
    }

    @Nested
    class A_source {
        @Test
        void has_an_address_and_is_referred_to() {
            assertThat(ProtocolFacts.pages())
                    .allSatisfy(page -> assertThat(
                                    ProtocolFacts.sources(page.prose()).collect(Collectors.toSet()))
                            .as(page.name())
                            .containsExactlyInAnyOrderElementsOf(Set.copyOf(ProtocolFacts.defined(page))));
        }
    }

    @Nested
    class A_doubt {
        private static final MarkdownPage LIST = Repository.page("docs/protocol/doubtful-points.md");

        @Test
        void stands_in_the_list_of_doubtful_points() {
            assertThat(statements()
                            .filter(statement -> statement.text().contains("**Doubtful**")
                                    || statement.text().contains("**CONFLICT**"))
                            .filter(statement -> !LIST.links()
                                    .contains(statement.fact().page().file().getFileName() + "#" + statement.id())))
                    .isEmpty();
        }

        @Test
        void names_settings_of_the_simulator_that_exist() {
            Stream<String> named = Stream.concat(
                    statements().map(Statement::text).filter(text -> text.startsWith("**Simulator**")),
                    MarkdownPage.rows(LIST.prose()).stream().map(List::getLast));

            assertThat(named.flatMap(text -> MarkdownPage.code(text).stream())
                            .filter(name -> name.matches("[a-z]+([A-Z][a-z0-9]*)+"))
                            .distinct())
                    .hasSizeGreaterThan(20)
                    .isSubsetOf(parts("Settings.java", "Fault.java"));
        }

        /** The names of the parts of the simulator's records. */
        private static Set<String> parts(String... files) {
            return Stream.of(files)
                    .flatMap(file -> Repository.files("lab/m365-simulator/src/main", file).stream())
                    .map(Repository::text)
                    .flatMap(text -> Pattern.compile("(\\w+)[,)]").matcher(text).results())
                    .map(part -> part.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Statement> statements() {
        return FACTS.stream().flatMap(fact -> fact.statements().stream());
    }
}
