package io.mailroom.model.secret;

/** A bearer token for Graph. */
public final class AccessToken extends Secret {
    public AccessToken(String value) {
        super(value);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an access token is never empty");
        }
    }
}
