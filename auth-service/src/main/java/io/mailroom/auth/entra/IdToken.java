package io.mailroom.auth.entra;

import io.mailroom.model.secret.Secret;

/** A signed statement of who signed in, not yet checked. It names a person, so it does not print either. */
public final class IdToken extends Secret {
    public IdToken(String value) {
        super(value);
    }
}
