package io.mailroom.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mailroom.worker");

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.mailroom.worker.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void steps_never_import_the_pipeline() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..pipeline..", "..boot..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..pipeline..")
                .check(CLASSES);
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
