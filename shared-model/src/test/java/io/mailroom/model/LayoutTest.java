package io.mailroom.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.mailroom.model.secret.RevealSecrets;
import io.mailroom.model.secret.Secret;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class LayoutTest {
    // Ordinary tests: in this module Surefire ran no @ArchTest field, so a breach went unseen.
    private static final JavaClasses MODEL =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.mailroom.model");

    @Test
    void the_rules_see_every_package() {
        assertThat(MODEL.stream().map(JavaClass::getPackageName).distinct()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void no_package_needs_one_that_needs_it() {
        slices().matching("io.mailroom.model.(*)..").should().beFreeOfCycles().check(MODEL);
    }

    @Test
    void nothing_here_knows_a_framework_or_does_io() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.mailroom.model..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.net",
                        "java.io",
                        "java.nio.charset",
                        "java.security",
                        "com.fasterxml.jackson..",
                        "io.cloudevents..",
                        "org.jspecify.annotations")
                .check(MODEL);
    }

    @Test
    void nothing_here_opens_a_file_or_a_connection() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "open files or connections",
                        (JavaClass type) -> (type.getPackageName().equals("java.net")
                                        && !List.of("java.net.URI", "java.net.IDN")
                                                .contains(type.getName()))
                                || (type.getPackageName().equals("java.io")
                                        && !type.isAssignableTo(Throwable.class)
                                        && !type.getName().equals("java.io.Serializable"))))
                .check(MODEL);
    }

    @Test
    void json_and_cloudevents_stay_on_the_wire() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.mailroom.model.wire", "io.mailroom.model.secret")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "io.cloudevents..")
                .check(MODEL);
    }

    @Test
    void a_secret_is_revealed_only_for_the_lease() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.mailroom.model.secret")
                .and()
                .doNotHaveFullyQualifiedName("io.mailroom.model.wire.LeaseJson")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RevealSecrets.class)
                .check(MODEL);
    }

    @Test
    void a_secret_is_a_final_class_with_nothing_of_its_own_to_show() {
        classes()
                .that()
                .areAssignableTo(Secret.class)
                .and()
                .doNotBelongToAnyOf(Secret.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MODEL);
        fields().that()
                .areDeclaredInClassesThat()
                .areAssignableTo(Secret.class)
                .and()
                .areNotDeclaredIn(Secret.class)
                .should()
                .beStatic()
                .allowEmptyShould(true)
                .check(MODEL);
    }

    @Test
    void every_package_says_what_may_be_null() {
        classes()
                .should(new ArchCondition<>("be in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, type.getName() + " is in a package without @NullMarked"));
                    }
                })
                .check(MODEL);
    }

    @Test
    void nothing_but_a_secret_checks_for_null_what_the_compiler_has_checked() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Secret.class)
                .should()
                .callMethod(Objects.class, "requireNonNull", Object.class, String.class)
                .check(MODEL);
    }

    @Test
    void a_name_says_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(MODEL);
    }
}
