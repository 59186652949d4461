package io.mailroom.auth.entra;

import io.mailroom.model.secret.Secret;

/** A code from the callback, good for one redemption within about ten minutes. */
public final class AuthorizationCode extends Secret {
    public AuthorizationCode(String value) {
        super(value);
    }
}
