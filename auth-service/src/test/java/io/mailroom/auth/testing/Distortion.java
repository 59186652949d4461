package io.mailroom.auth.testing;

/** What the platform gets wrong in its next answers. */
public enum Distortion {
    NONE,
    SCOPE_LEFT_OUT,
    NO_REFRESH_TOKEN,
    OTHER_NONCE,
    OTHER_AUDIENCE,
    OTHER_ISSUER,
    OTHER_KEY,
    EXPIRED
}
