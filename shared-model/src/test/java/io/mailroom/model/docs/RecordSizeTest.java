package io.mailroom.model.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record is filled by position: of many places, two of one type are exchanged unseen. */
class RecordSizeTest {
    private static final int MOST_PLACES = 8;

    /** Have a builder or say by name what they are made of; nothing else makes them. */
    private static final Set<String> MADE_BY_NAME =
            Set.of("io.mailroom.m365.transport.Task", "io.mailroom.model.command.SendMail");

    /** Read from a row, or written to one, in one place of the product. */
    private static final Set<String> ROWS = Set.of(
            "io.mailroom.auth.store.NewGrant",
            "io.mailroom.auth.store.PendingConsent",
            "io.mailroom.auth.store.StoredConnection");

    /** What is in a topic. The product makes it of a command under way or reads it, and says by name what changes. */
    private static final Set<String> PARKED =
            Set.of("io.mailroom.worker.park.Parked", "io.mailroom.worker.park.Stored");

    /** Whom a step works with, put together in one place of the product. */
    private static final Set<String> WIRED = Set.of(
            "io.mailroom.m365.M365Model",
            "io.mailroom.seeds.run.Surroundings",
            "io.mailroom.worker.pipeline.Pipeline",
            "io.mailroom.worker.send.SendTask");

    /** Settings and state of the simulated Microsoft 365: JSON by the names of the places, changed by name. */
    private static final Set<String> SIMULATED = Set.of(
            "io.mailroom.m365.M365State",
            "io.mailroom.m365.directory.AppRegistration",
            "io.mailroom.m365.entra.AuthorizeRequest",
            "io.mailroom.m365.mailbox.Item",
            "io.mailroom.m365.transport.SentEntry",
            "io.mailroom.simulator.exchange.RecordedExchange",
            "io.mailroom.simulator.faults.Fault",
            "io.mailroom.simulator.settings.Settings");

    /** What a run found or what it draws, all of it in one place of the lab. */
    private static final Set<String> REPORTED = Set.of(
            "io.mailroom.bench.journal.Start",
            "io.mailroom.chaos.join.PoisonVerdict",
            "io.mailroom.chaos.report.Report",
            "io.mailroom.seeds.run.Peculiarities");

    private static final List<CompilationUnitTree> SOURCES = JavaSources.parsed();
    private static final Map<String, Integer> PLACES = places();

    @Test
    void a_record_has_at_most_8_places_unless_it_is_listed_here() {
        Set<String> larger = PLACES.entrySet().stream()
                .filter(one -> one.getValue() > MOST_PLACES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(larger)
                .containsExactlyInAnyOrderElementsOf(Stream.of(MADE_BY_NAME, ROWS, PARKED, WIRED, SIMULATED, REPORTED)
                        .flatMap(Set::stream)
                        .toList());
    }

    @Test
    void places_are_counted_wherever_a_record_stands_and_constants_are_none() {
        assertThat(PLACES)
                .hasSizeGreaterThan(400)
                .containsEntry("io.mailroom.model.command.SendMail", 12)
                .containsEntry("io.mailroom.model.event.MailHeaders", 8)
                .containsEntry("io.mailroom.worker.session.Core.Limits", 7);
    }

    @Test
    void a_record_with_a_builder_is_made_by_it_alone() {
        Set<String> names = MADE_BY_NAME.stream().map(RecordSizeTest::simple).collect(Collectors.toSet());

        assertThat(SOURCES.stream().flatMap(unit -> made(unit, names)).distinct())
                .containsExactlyInAnyOrderElementsOf(MADE_BY_NAME.stream()
                        .map(name -> name + " in " + simple(name) + ".java")
                        .toList());
    }

    private static Map<String, Integer> places() {
        var places = new TreeMap<String, Integer>();
        for (CompilationUnitTree unit : SOURCES) {
            new TreeScanner<@Nullable Void, String>() {
                @Override
                public @Nullable Void visitClass(ClassTree type, String around) {
                    String name = around + "." + type.getSimpleName();
                    if (type.getKind() == Tree.Kind.RECORD) {
                        places.put(name, Math.toIntExact(fields(type)));
                    }
                    return super.visitClass(type, name);
                }
            }.scan(unit, packageOf(unit));
        }
        return places;
    }

    private static long fields(ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> member instanceof VariableTree field
                        && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .count();
    }

    private static Stream<String> made(CompilationUnitTree unit, Set<String> names) {
        Stream.Builder<String> made = Stream.builder();
        String file = unit.getSourceFile().getName().replaceAll(".*[/\\\\]", "");
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitNewClass(NewClassTree call, @Nullable Void nothing) {
                String name = call.getIdentifier().toString();
                if (names.contains(name)) {
                    made.add(packageOf(unit) + "." + name + " in " + file);
                }
                return super.visitNewClass(call, nothing);
            }
        }.scan(unit, null);
        return made.build();
    }

    private static String packageOf(CompilationUnitTree unit) {
        return Objects.requireNonNull(unit.getPackageName()).toString();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
