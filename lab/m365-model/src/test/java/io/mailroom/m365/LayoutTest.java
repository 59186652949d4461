package io.mailroom.m365;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mailroom.m365");

    @Test
    void packages_have_no_cycles() {
        slices().matching("io.mailroom.m365.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void the_model_knows_no_framework_no_protocol_and_no_other_module() {
        classes()
                .should()
                .onlyDependOnClassesThat(belongToAnyOf(URI.class, URLDecoder.class, ByteArrayInputStream.class)
                        .or(resideInAnyPackage(
                                "io.mailroom.m365..",
                                "java.lang..",
                                "java.nio..",
                                "java.security..",
                                "java.time..",
                                "java.util..",
                                "javax.crypto..",
                                "com.fasterxml.jackson..",
                                "org.jose4j..",
                                "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void time_and_chance_are_handed_in() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        Clock.class, SecureRandom.class, ThreadLocalRandom.class, Thread.class, RsaJwkGenerator.class)
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(JwtClaims.class, "setGeneratedJwtId")
                .orShould()
                .callMethod(JwtClaims.class, "setIssuedAtToNow")
                .check(CLASSES);
    }

    @Test
    void nothing_is_named_after_having_no_name() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .check(CLASSES);
    }
}
