package io.mailroom.worker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mailroom.worker");

    /** Lowest first: what a command meets from the wire to the page, and what that is made of. */
    private static final List<List<String>> LAYERS = List.of(
            List.of("record", "time", "index", "outcome", "health"),
            List.of("graph", "intake", "journal", "token"),
            List.of("call", "decode", "limit", "park", "topics"),
            List.of("commit", "queue", "send", "sync"),
            List.of("takeover"),
            List.of("partition"),
            List.of("command", "maintenance"),
            List.of("pipeline"),
            List.of("session"),
            List.of("boot"));

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.mailroom.worker.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void every_package_stands_in_one_layer() {
        assertThat(CLASSES.stream().map(LayoutTest::step).filter(step -> !step.isEmpty()))
                .isSubsetOf(LAYERS.stream().flatMap(List::stream).toList());
        assertThat(LAYERS.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void a_layer_knows_only_those_before_it() {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            String[] own = packages(LAYERS.subList(layer, layer + 1));
            String[] later = packages(LAYERS.subList(layer + 1, LAYERS.size()));
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAnyPackage(own)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(CLASSES);
            }
        }
    }

    private static String[] packages(List<List<String>> layers) {
        return layers.stream()
                .flatMap(List::stream)
                .map(step -> "io.mailroom.worker." + step + "..")
                .toArray(String[]::new);
    }

    private static String step(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 3 ? parts[3] : "";
    }

    @Test
    void kafka_clients_are_known_only_where_records_come_in_or_go_out() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..intake..", "..journal..", "..commit..", "..park..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients.producer..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer")
                .check(CLASSES);
    }

    @Test
    void only_the_look_at_the_topics_knows_the_admin_client() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..topics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.admin..")
                .check(CLASSES);
    }

    @Test
    void only_the_look_at_the_topics_waits_for_a_time_without_timers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..topics..")
                .should()
                .callMethodWhere(JavaCall.Predicates.target(name("sleep"))
                        .and(JavaCall.Predicates.target(
                                owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))))
                .check(CLASSES);
    }

    @Test
    void only_graph_knows_graph() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..graph..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.microsoft..", "io.vertx..")
                .check(CLASSES);
    }

    @Test
    void tokens_are_revealed_only_on_the_wire_to_graph() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..graph.http..")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("RevealSecrets")
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
    }
}
