package io.mailroom.auth.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.testing.TestingSources;
import io.mailroom.model.secret.AccessToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who speaks to the database, and how: another one is a change of package {@code store}, its migrations and its driver. */
class DatabaseLayoutTest {
    private static final String ROOT = "io.mailroom.auth.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mailroom.auth");

    /** Which files have statements on a table; no other file has one. */
    private static final Map<String, Set<String>> TABLES = Map.of(
            "connection",
            Set.of(
                    "store/Connections.java",
                    "store/StateChanges.java",
                    "store/RefreshLocks.java",
                    "store/IdleGrants.java",
                    "store/KeyUsage.java"),
            "pending_consent",
            Set.of("store/PendingConsents.java", "store/KeyUsage.java"),
            "refused_consent",
            Set.of("store/RefusedConsents.java"),
            "outbox",
            Set.of("store/Outbox.java"),
            "key_check",
            Set.of("store/KeyUsage.java"),
            "erasure",
            Set.of("store/ErasureReceipts.java"));

    @Test
    void every_statement_stands_in_the_store_and_each_table_has_its_files() throws IOException {
        assertThat(TestingSources.tables()).containsExactlyInAnyOrderElementsOf(TABLES.keySet());
        assertThat(TestingSources.filesByTable()).isEqualTo(TABLES);
    }

    @Test
    void the_driver_is_known_to_the_store_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "io.agroal..")
                .check(CODE);
    }

    @Test
    void there_is_one_way_to_the_database() throws IOException {
        assertThat(TestingSources.filesWith(Pattern.compile("getConnection\\(\\)|prepareStatement|createStatement")))
                .containsExactly("store/Database.java");
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..")
                .check(CODE);
    }

    @Test
    void the_store_hands_clear_text_to_the_cipher_and_keeps_none() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "store")
                .and()
                .doNotHaveSimpleName("NewGrant")
                .and()
                .doNotHaveSimpleName("Connections")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RefreshToken.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(AccessToken.class)
                .check(CODE);
    }

    @Test
    void a_state_changes_in_one_place() throws IOException {
        Pattern change = Pattern.compile("update\\s+connection\\s+set\\b((?!\\bwhere\\b)[^\"])*\\bstate\\s*=");

        assertThat(TestingSources.filesWith(change)).containsExactly("store/StateChanges.java");
    }
}
