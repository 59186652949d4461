package io.mailroom.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mailroom.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.mailroom.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule steps_never_import_the_pipeline = noClasses()
            .that()
            .resideOutsideOfPackages("..pipeline..", "..boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..pipeline..");

    @ArchTest
    static final ArchRule kafka_clients_are_known_only_where_records_come_in_or_go_out = noClasses()
            .that()
            .resideOutsideOfPackages("..intake..", "..journal..", "..commit..", "..park..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.clients.producer..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.clients.consumer.KafkaConsumer");

    @ArchTest
    static final ArchRule only_graph_knows_graph = noClasses()
            .that()
            .resideOutsideOfPackage("..graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.microsoft..", "io.vertx..");

    @ArchTest
    static final ArchRule tokens_are_revealed_only_on_the_wire_to_graph = noClasses()
            .that()
            .resideOutsideOfPackage("..graph.http..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("RevealSecrets");

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
