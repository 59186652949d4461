package io.mailroom.auth.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mailroom.auth.crypt.RefreshToken;
import io.mailroom.auth.store.Jdbc;
import io.mailroom.auth.testing.TestingSources;
import io.mailroom.model.secret.AccessToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who speaks to the database, and how. */
class DatabaseLayoutTest {
    private static final String ROOT = "io.mailroom.auth.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mailroom.auth");

    /** Which package alone speaks to a table. */
    private static final Map<String, String> TABLES = Map.of(
            "connection", "store",
            "pending_consent", "consent",
            "refused_consent", "consent",
            "outbox", "outbox",
            "key_check", "keys",
            "erasure", "erase");

    @Test
    void each_table_is_touched_by_one_package() throws IOException {
        assertThat(TestingSources.tables()).containsExactlyInAnyOrderElementsOf(TABLES.keySet());
        Map<String, Set<String>> touchedBy = TestingSources.packagesByTable();
        TABLES.forEach(
                (table, owner) -> assertThat(touchedBy.get(table)).as(table).containsExactly(owner));
    }

    @Test
    void ciphers_know_no_database() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "crypt")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..", "io.quarkus.hibernate..")
                .check(CODE);
    }

    @Test
    void plain_statements_are_for_what_runs_without_the_service() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "keys", ROOT + "boot")
                .and()
                .doNotHaveSimpleName("GrantKeys")
                .and()
                .doNotHaveSimpleName("ConsentKeys")
                .and()
                .doNotHaveSimpleName("Jdbc")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Jdbc.class)
                .check(CODE);
    }

    @Test
    void rows_stay_in_their_step() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Row")
                .should()
                .bePackagePrivate()
                .check(CODE);
    }

    @Test
    void the_store_sees_no_clear_text() {
        noClasses()
                .that()
                .haveSimpleName("ConnectionRow")
                .or()
                .haveSimpleName("StoredConnection")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RefreshToken.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(AccessToken.class)
                .check(CODE);
    }

    @Test
    void a_state_changes_in_one_place() {
        noClasses()
                .that()
                .doNotHaveSimpleName("StateChanges")
                .and()
                .doNotHaveSimpleName("ConnectionRow")
                .should()
                .setFieldWhere(DescribedPredicate.describe(
                        "the state of a connection",
                        (JavaFieldAccess access) ->
                                access.getTargetOwner().getSimpleName().equals("ConnectionRow")
                                        && access.getTarget().getName().equals("state")))
                .check(CODE);
    }
}
