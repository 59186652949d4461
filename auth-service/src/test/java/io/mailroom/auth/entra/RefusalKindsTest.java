package io.mailroom.auth.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row by row what reference-error-codes.md lists for sign-in and token requests. */
class RefusalKindsTest {
    @ParameterizedTest(name = "{0} of AADSTS{1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "temporarily_unavailable|50033 90006 90012 90024 90033 90090 90091|TRANSIENT",
                "temporarily_unavailable|90055|PAUSE",
                "invalid_grant|50196|PAUSE",
                "invalid_grant|50053|PAUSE",
                "invalid_grant|65001|RECONNECT",
                "access_denied|65004|RECONNECT",
                "access_denied|90094 90095 90008|ADMIN",
                "invalid_client|650052|ADMIN",
                "invalid_resource|650056 650057 65005|OPERATOR_HERE",
                "invalid_grant|70000 70008 700082 700084 70043 50173 50132 50133 50089|RECONNECT",
                "interaction_required|50072 50074 50076 50078 50079 50158|RECONNECT",
                "interaction_required|53000 53001 53002|ADMIN",
                "invalid_grant|53003 50131 53004 53011 530002 530003 530032 530034 530099|ADMIN",
                "invalid_grant|50057|ADMIN",
                "invalid_grant|50034 51004 50020 50055 50126 50144|RECONNECT",
                "access_denied|50105|ADMIN",
                "unauthorized_client|700016 70001 7000112 1000031|ADMIN",
                "invalid_resource|500011 50001|ADMIN",
                "invalid_client|7000215 70002 7000222 7000218|OPERATOR",
                "invalid_client|700027 50012 700030 50048 700024 700211 700212 700213|OPERATOR",
                "invalid_grant|54005|RECONNECT",
                "invalid_grant|501481 50147|DEFECT",
                "invalid_request|50011 900971|OPERATOR",
                "invalid_scope|70011 28002 28003 700022 70005|DEFECT",
                "invalid_request|9002313 90014 900144 900561 700005|DEFECT",
                "invalid_request|90002 50059 90019|OPERATOR_HERE",
                "invalid_request|50194 90130 9001023|OPERATOR_HERE",
                "invalid_request|90038|OPERATOR_HERE"
            })
    void every_known_number_has_its_class(String error, String codes, RefusalKind kind) {
        for (String code : codes.split(" ")) {
            assertThat(RefusalKinds.classify(400, error, null, List.of(Integer.parseInt(code))))
                    .as(code)
                    .isEqualTo(kind);
        }
    }

    @Nested
    class Without_a_known_number {
        @ParameterizedTest
        @CsvSource({
            "400, invalid_grant, , RECONNECT",
            "400, invalid_grant, bad_token, RECONNECT",
            "400, invalid_grant, client_mismatch, OPERATOR_HERE",
            "400, invalid_grant, protection_policy_required, ADMIN",
            "400, interaction_required, , RECONNECT",
            "400, consent_required, , RECONNECT",
            "401, invalid_client, , OPERATOR",
            "400, unauthorized_client, , OPERATOR_HERE",
            "400, invalid_resource, , OPERATOR_HERE",
            "400, temporarily_unavailable, , TRANSIENT",
            "429, invalid_grant, , TRANSIENT",
            "503, made_up, , TRANSIENT",
            "400, made_up, , DEFECT",
            "400, invalid_scope, , DEFECT"
        })
        void the_error_and_its_suberror_decide(int status, String error, @Nullable String suberror, RefusalKind kind) {
            assertThat(RefusalKinds.classify(status, error, suberror, List.of(1)))
                    .isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({"made_up", "unknown_error", "''"})
    void nothing_unknown_declares_a_connection_dead(String error) {
        assertThat(Arrays.asList(RefusalKind.RECONNECT, RefusalKind.ADMIN, RefusalKind.OPERATOR_HERE))
                .doesNotContain(RefusalKinds.classify(400, error, null, List.of()));
    }
}
