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
final class FaultTable {
    /** Bound: what is put below. */
    private static final Map<Integer, Fault> BY_CODE = new HashMap<>();

    private static final Map<String, Fault> BY_ERROR = Map.ofEntries(
            entry("temporarily_unavailable", Fault.TRANSIENT),
            entry("server_error", Fault.TRANSIENT),
            entry("invalid_grant", Fault.RECONNECT),
            entry("interaction_required", Fault.RECONNECT),
            entry("login_required", Fault.RECONNECT),
            entry("consent_required", Fault.RECONNECT),
            entry("access_denied", Fault.RECONNECT),
            entry("invalid_client", Fault.OPERATOR),
            entry("unauthorized_client", Fault.OPERATOR_HERE),
            entry("invalid_resource", Fault.OPERATOR_HERE));

    static {
        put(Fault.TRANSIENT, 50033, 90006, 90012, 90024, 90033, 90090, 90091);
        put(Fault.PAUSE, 90055, 50196, 50053);
        put(Fault.RECONNECT, 65001, 65004, 70000, 70008, 700082, 700084, 70043, 50173, 50132, 50133, 50089);
        put(Fault.RECONNECT, 50072, 50074, 50076, 50078, 50079, 50158, 50034, 51004, 50020, 50055, 50126, 50144, 54005);
        put(Fault.ADMIN, 90094, 90095, 90008, 650052, 53000, 53001, 53002, 53003, 530032, 50131, 53004, 53011, 50057);
        put(Fault.ADMIN, 50105, 700016, 70001, 7000112, 1000031, 500011, 50001);
        put(Fault.OPERATOR, 7000215, 70002, 7000222, 7000218, 700027, 50012, 700030, 50048, 700024);
        put(Fault.OPERATOR, 700211, 700212, 700213, 50011, 900971);
        put(Fault.OPERATOR_HERE, 650056, 650057, 65005, 90002, 50059, 90019, 50194, 90130, 9001023, 90038);
        put(Fault.DEFECT, 501481, 50147, 70011, 28002, 28003, 700022, 70005, 9002313, 90014, 900144, 900561, 700005);
    }

    private FaultTable() {}

    private static void put(Fault fault, int... codes) {
        for (int code : codes) {
            if (BY_CODE.put(code, fault) != null) {
                throw new IllegalStateException("AADSTS" + code + " stands in the table twice");
            }
        }
    }

    /** The class of a refusal; {@code status} is the HTTP status, or 0 for an error that came by redirect. */
    static Fault classify(int status, String error, @Nullable String suberror, List<Integer> codes) {
        for (int code : codes) {
            Fault known = BY_CODE.get(code);
            if (known != null) {
                return known;
            }
        }
        if (status == 429 || status >= 500) {
            return Fault.TRANSIENT;
        }
        // These two are about the app or the device, not about the user's session (MSAL: MsalServiceExceptionFactory).
        if ("client_mismatch".equals(suberror)) {
            return Fault.OPERATOR_HERE;
        }
        if ("protection_policy_required".equals(suberror)) {
            return Fault.ADMIN;
        }
        // What nobody has seen yet must never declare a connection dead.
        return BY_ERROR.getOrDefault(error, Fault.DEFECT);
    }
}
