package io.mailroom.auth.entra;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an error of the identity platform: {@code error} and {@code suberror} give the class, a known AADSTS number
 * refines it (reference-error-codes.md says that numbers may change), and there is always an answer. Pure.
 */
final class RefusalKinds {
    /** Bound: what is put below. */
    private static final Map<Integer, RefusalKind> BY_CODE = new HashMap<>();

    private static final Map<String, RefusalKind> BY_ERROR = Map.ofEntries(
            entry("temporarily_unavailable", RefusalKind.TRANSIENT),
            entry("server_error", RefusalKind.TRANSIENT),
            entry("invalid_grant", RefusalKind.RECONNECT),
            entry("interaction_required", RefusalKind.RECONNECT),
            entry("login_required", RefusalKind.RECONNECT),
            entry("consent_required", RefusalKind.RECONNECT),
            entry("access_denied", RefusalKind.RECONNECT),
            entry("invalid_client", RefusalKind.OPERATOR),
            entry("unauthorized_client", RefusalKind.OPERATOR_HERE),
            entry("invalid_resource", RefusalKind.OPERATOR_HERE));

    static {
        put(RefusalKind.TRANSIENT, 50033, 90006, 90012, 90024, 90033, 90090, 90091);
        put(RefusalKind.PAUSE, 90055, 50196, 50053);
        put(RefusalKind.RECONNECT, 65001, 65004, 70000, 70008, 700082, 700084, 70043, 50173, 50132, 50133, 50089);
        put(
                RefusalKind.RECONNECT,
                50072,
                50074,
                50076,
                50078,
                50079,
                50158,
                50034,
                51004,
                50020,
                50055,
                50126,
                50144,
                54005);
        put(RefusalKind.ADMIN, 90094, 90095, 90008, 650052, 50057);
        put(RefusalKind.ADMIN, 50105, 700016, 70001, 7000112, 1000031, 500011, 50001);
        put(RefusalKind.OPERATOR, 7000215, 70002, 7000222, 7000218, 700027, 50012, 700030, 50048, 700024);
        put(RefusalKind.OPERATOR, 700211, 700212, 700213, 50011, 900971);
        put(RefusalKind.OPERATOR_HERE, 650056, 650057, 65005, 90002, 50059, 90019, 50194, 90130, 9001023, 90038);
        put(
                RefusalKind.DEFECT,
                501481,
                50147,
                70011,
                28002,
                28003,
                700022,
                70005,
                9002313,
                90014,
                900144,
                900561,
                700005);
    }

    private RefusalKinds() {}

    private static void put(RefusalKind kind, int... codes) {
        for (int code : codes) {
            if (BY_CODE.put(code, kind) != null) {
                throw new IllegalStateException("AADSTS" + code + " stands in the table twice");
            }
        }
    }

    /** The class of a refusal; {@code status} is the HTTP status, or 0 for an error that came by redirect. */
    static RefusalKind classify(int status, String error, @Nullable String suberror, List<Integer> codes) {
        for (int code : codes) {
            RefusalKind known = ConditionalAccess.stopped(code) ? RefusalKind.ADMIN : BY_CODE.get(code);
            if (known != null) {
                return known;
            }
        }
        if (status == 429 || status >= 500) {
            return RefusalKind.TRANSIENT;
        }
        // These two are about the app or the device, not about the user's session (MSAL: MsalServiceExceptionFactory).
        if ("client_mismatch".equals(suberror)) {
            return RefusalKind.OPERATOR_HERE;
        }
        if ("protection_policy_required".equals(suberror)) {
            return RefusalKind.ADMIN;
        }
        // What nobody has seen yet must never declare a connection dead.
        return BY_ERROR.getOrDefault(error, RefusalKind.DEFECT);
    }
}
