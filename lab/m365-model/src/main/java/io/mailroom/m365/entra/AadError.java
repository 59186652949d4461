package io.mailroom.m365.entra;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An error of the identity platform by its AADSTS number.
 *
 * @param oauthError the value of {@code error}, by which clients are told to branch (facts A6, A7)
 */
public record AadError(int number, String oauthError, String text) {
    private static final String TEXT_BY_NUMBER = """
            50173 The provided grant has expired due to it being revoked, a fresh auth token is needed.
            50057 The user account is disabled.
            50058 A silent sign-in request was sent but no user is signed in.
            50147 The size of the code challenge parameter isn't valid.
            501481 The Code_Verifier doesn't match the code_challenge supplied in the authorization request.
            54005 OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an \
            existing refresh token.
            65001 The user or administrator has not consented to use the application. Send an interactive \
            authorization request for this user and resource.
            65004 User declined to consent to access the app.
            70000 The provided value for the grant is not valid.
            70003 The app requested an unsupported grant type.
            70008 The provided authorization code or refresh token has expired due to inactivity. Send a new \
            interactive authorization request for this user and resource.
            700005 The provided authorization code was issued for a different tenant path.
            700054 The response_type is not supported; only 'code' is.
            700082 The refresh token has expired due to inactivity.
            7000215 Invalid client secret provided. Ensure the secret being sent in the request is the client secret \
            value, not the client secret ID.
            7000218 The request body must contain the following parameter: 'client_assertion' or 'client_secret'.
            7000222 The provided client secret keys are expired.
            50034 The user account does not exist in the directory.
            50020 User account from another tenant does not exist in this tenant and cannot access the application \
            in that tenant.
            9002313 Invalid request. Request is malformed or invalid.
            """;

    private static final Map<Integer, String> OAUTH_ERRORS = oauthErrors();
    private static final Map<Integer, String> TEXTS = texts();

    public static AadError of(int number) {
        return of(number, TEXTS.getOrDefault(number, "The request could not be completed."));
    }

    public static AadError of(int number, String text) {
        return new AadError(number, OAUTH_ERRORS.getOrDefault(number, "invalid_grant"), text);
    }

    /** 401 for a client that could not authenticate, 400 for nearly all else. */
    public int status() {
        return oauthError.equals("invalid_client") ? 401 : 400;
    }

    private static Map<Integer, String> oauthErrors() {
        Map<Integer, String> errors = new HashMap<>();
        put(errors, "temporarily_unavailable", 50033, 90006, 90012, 90024, 90033, 90055, 90090, 90091);
        put(errors, "access_denied", 65004, 90094, 90095, 90008, 50105, 53003);
        put(errors, "invalid_client", 650052, 7000215, 70002, 7000222, 7000218, 700027, 50012, 700030, 50048, 700024);
        put(errors, "invalid_client", 700211, 700212, 700213);
        put(errors, "interaction_required", 50072, 50074, 50076, 50078, 50079, 50158, 53000, 53001, 53002);
        put(errors, "unauthorized_client", 700016, 70001, 7000112, 1000031);
        put(errors, "invalid_resource", 500011, 50001, 650056, 650057, 65005);
        put(errors, "invalid_scope", 70011, 28002, 28003, 1002012);
        put(errors, "invalid_request", 50147, 50011, 900971, 700022, 70005, 9002313, 90014, 900144, 900561);
        put(errors, "invalid_request", 90002, 50059, 90019, 50194, 90130, 9001023, 90038);
        put(errors, "unsupported_response_type", 700054);
        put(errors, "unsupported_grant_type", 70003);
        put(errors, "login_required", 50058);
        return Map.copyOf(errors);
    }

    private static void put(Map<Integer, String> errors, String oauthError, int... numbers) {
        for (int number : numbers) {
            errors.put(number, oauthError);
        }
    }

    private static Map<Integer, String> texts() {
        return TEXT_BY_NUMBER
                .lines()
                .collect(Collectors.toUnmodifiableMap(
                        line -> Integer.valueOf(line.substring(0, line.indexOf(' '))),
                        line -> line.substring(line.indexOf(' ') + 1)));
    }
}
