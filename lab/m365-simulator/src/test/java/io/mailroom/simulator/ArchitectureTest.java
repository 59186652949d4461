package io.mailroom.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.mailroom.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.mailroom.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_check_against_the_description_needs_nothing_of_the_simulator = noClasses()
            .that()
            .resideInAPackage("..conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "..graph..", "..exchange..");

    @ArchTest
    static final ArchRule only_the_lab_and_the_page_are_ordinary_endpoints = noClasses()
            .that()
            .resideOutsideOfPackages("..lab..", "..page..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule mailboxes_know_no_protocol = noClasses()
            .that()
            .resideInAPackage("..mailbox..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..graph..", "..entra..", "..door..", "..exchange..");

    @ArchTest
    static final ArchRule nothing_is_named_after_having_no_name =
            classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)");
}
