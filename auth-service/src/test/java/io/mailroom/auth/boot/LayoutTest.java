package io.mailroom.auth.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.model.secret.RevealSecrets;
import io.smallrye.config.ConfigMapping;
import org.eclipse.microprofile.config.inject.ConfigProperty;

@AnalyzeClasses(packages = "io.mailroom.auth", importOptions = ImportOption.DoNotIncludeTests.class)
class LayoutTest {
    private static final String ROOT = "io.mailroom.auth.";

    @ArchTest
    static final ArchRule a_package_is_a_step_and_steps_make_no_circle =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothing_imports_the_boot_step = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "boot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "boot");

    @ArchTest
    static final ArchRule ciphers_live_in_crypt = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "crypt")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.crypto..");

    @ArchTest
    static final ArchRule http_clients_live_in_entra = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "entra")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule kafka_lives_in_announce = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "announce")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule clear_text_comes_out_only_where_it_is_encrypted_or_put_on_a_wire = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "crypt", ROOT + "entra", ROOT + "connect")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(RevealSecrets.class);

    @ArchTest
    static final ArchRule rows_stay_in_their_step =
            classes().that().haveSimpleNameEndingWith("Row").should().bePackagePrivate();

    @ArchTest
    static final ArchRule the_store_sees_no_clear_text = noClasses()
            .that()
            .haveSimpleName("ConnectionRow")
            .or()
            .haveSimpleName("StoredConnection")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(RefreshToken.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(AccessToken.class);

    @ArchTest
    static final ArchRule settings_come_by_config_mapping_alone =
            noClasses().should().dependOnClassesThat().areAssignableTo(ConfigProperty.class);

    @ArchTest
    static final ArchRule config_mappings_are_named_so =
            classes().that().areAnnotatedWith(ConfigMapping.class).should().haveSimpleNameEndingWith("Config");

    @ArchTest
    static final ArchRule no_bucket_names = noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)");

    @ArchTest
    static final ArchRule nobody_prints_a_stack_trace =
            noClasses().should().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule rest_runs_on_virtual_threads = methods()
            .that()
            .areAnnotatedWith(jakarta.ws.rs.GET.class)
            .or()
            .areAnnotatedWith(jakarta.ws.rs.POST.class)
            .or()
            .areAnnotatedWith(jakarta.ws.rs.DELETE.class)
            .should()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(io.smallrye.common.annotation.RunOnVirtualThread.class);
}
