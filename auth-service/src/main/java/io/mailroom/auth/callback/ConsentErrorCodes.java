package io.mailroom.auth.callback;

import io.mailroom.auth.entra.Refusal;

/** What a client is told when the identity platform refuses a consent. */
public final class ConsentErrorCodes {
    private ConsentErrorCodes() {}

    public static String of(Refusal refusal) {
        return switch (refusal.kind()) {
            case TRANSIENT, PAUSE -> "IDENTITY_UNAVAILABLE";
            case RECONNECT -> "access_denied".equals(refusal.error()) ? "ACCESS_DENIED" : "SIGN_IN_FAILED";
            case ADMIN -> "ADMIN_REQUIRED";
            case OPERATOR, OPERATOR_HERE, DEFECT -> "OPERATOR_FAULT";
        };
    }
}
