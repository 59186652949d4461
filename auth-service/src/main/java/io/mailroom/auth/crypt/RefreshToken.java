package io.mailroom.auth.crypt;

import io.mailroom.model.secret.Secret;

/** The long-lived half of a grant, for the token endpoint alone. */
public final class RefreshToken extends Secret {
    public RefreshToken(String value) {
        super(value);
    }
}
