package io.mailroom.auth.entra;

import io.mailroom.model.secret.Secret;

/** What proves to the identity platform that Mailroom asks. */
public final class ClientSecret extends Secret {
    public ClientSecret(String value) {
        super(value);
    }
}
