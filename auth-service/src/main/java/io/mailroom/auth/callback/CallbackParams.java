package io.mailroom.auth.callback;

import io.mailroom.auth.crypt.OneTimeSecret;
import io.mailroom.auth.entra.AuthorizationCode;
import io.mailroom.auth.entra.AuthorizeError;
import io.mailroom.auth.entra.Refusal;
import org.jspecify.annotations.Nullable;

/** What a browser brought back, checked for form. Its secrets are in types that do not print. */
record CallbackParams(
        @Nullable OneTimeSecret state,
        @Nullable OneTimeSecret browser,
        @Nullable AuthorizationCode code,
        @Nullable Refusal error,
        boolean adminConsent) {
    private static final int LONGEST_CODE = 8192;

    static CallbackParams read(
            @Nullable String state,
            @Nullable String browser,
            @Nullable String code,
            @Nullable String error,
            @Nullable String description,
            @Nullable String adminConsent) {
        return new CallbackParams(
                OneTimeSecret.parse(state).orElse(null),
                OneTimeSecret.parse(browser).orElse(null),
                codeOf(code),
                error == null ? null : AuthorizeError.read(error, description),
                "true".equalsIgnoreCase(adminConsent));
    }

    private static @Nullable AuthorizationCode codeOf(@Nullable String code) {
        return code == null || code.isEmpty() || code.length() > LONGEST_CODE ? null : new AuthorizationCode(code);
    }
}
