package io.mailroom.auth.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mailroom.auth.crypt.TokenCipher;
import io.mailroom.model.secret.RevealSecrets;
import io.mailroom.model.secret.Secret;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.config.ConfigMapping;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final String ROOT = "io.mailroom.auth.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mailroom.auth");

    /** From the bottom to the top. */
    private static final List<String> LAYERS = List.of(
            "audit",
            "problem",
            "crypt",
            "page",
            "entra",
            "client",
            "store",
            "outbox",
            "limit",
            "consent",
            "callback",
            "erase",
            "lease",
            "api",
            "keys",
            "boot");

    @Test
    void the_rules_see_the_code() {
        assertThat(CODE).extracting(JavaClass::getSimpleName).contains("Fernet", "TokenLeases", "Callback");
    }

    @Test
    void every_package_of_code_and_tests_is_null_marked() {
        assertThat(new ClassFileImporter().importPackages("io.mailroom.auth"))
                .extracting(JavaClass::getPackage)
                .filteredOn(found -> !found.getClasses().isEmpty())
                .allMatch((JavaPackage found) -> found.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void a_package_is_a_step_and_steps_make_no_circle() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CODE);
    }

    @Test
    void a_package_knows_only_those_below_it() {
        assertThat(CODE)
                .extracting(LayoutTest::packageOf)
                .containsOnly(LAYERS.toArray(String[]::new))
                .containsAll(LAYERS);
        for (JavaClass type : CODE) {
            assertThat(type.getDirectDependenciesFromSelf())
                    .extracting(dependency -> packageOf(dependency.getTargetClass()))
                    .filteredOn(LAYERS::contains)
                    .as(type.getName())
                    .allMatch(known -> LAYERS.indexOf(known) <= LAYERS.indexOf(packageOf(type)));
        }
    }

    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
    }

    @Test
    void only_an_operator_has_keys_printed() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "keys")
                .should()
                .callMethod(TokenCipher.class, "printedKeys", String.class, String.class, String.class)
                .check(CODE);
    }

    @Test
    void nothing_imports_the_boot_step() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "boot")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "boot")
                .check(CODE);
    }

    @Test
    void ciphers_live_in_crypt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "crypt")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .check(CODE);
    }

    @Test
    void http_clients_live_in_entra() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "entra")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CODE);
    }

    @Test
    void kafka_lives_in_outbox() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "outbox")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CODE);
    }

    @Test
    void clear_text_comes_out_only_where_it_is_encrypted_or_put_on_a_wire() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "crypt", ROOT + "entra", ROOT + "consent", ROOT + "page")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RevealSecrets.class)
                .check(CODE);
    }

    @Test
    void settings_come_by_config_mapping_alone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ConfigProperty.class)
                .check(CODE);
    }

    @Test
    void config_mappings_are_named_so() {
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .haveSimpleNameEndingWith("Config")
                .check(CODE);
    }

    @Test
    void no_bucket_names() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CODE);
    }

    @Test
    void a_secret_is_a_final_class_with_nothing_of_its_own_to_show() {
        classes()
                .that()
                .areAssignableTo(Secret.class)
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CODE);
        fields().that()
                .areDeclaredInClassesThat()
                .areAssignableTo(Secret.class)
                .should()
                .beStatic()
                .check(CODE);
    }

    @Test
    void nobody_prints_a_stack_trace() {
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CODE);
    }

    @Test
    void rest_runs_on_virtual_threads() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(RunOnVirtualThread.class)
                .check(CODE);
    }
}
