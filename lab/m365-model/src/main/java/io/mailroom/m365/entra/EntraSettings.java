package io.mailroom.m365.entra;

/** How the identity platform behaves; each is asked for when it matters. */
public interface EntraSettings {
    /** 0: random between 60 and 90 minutes, as Entra does. */
    default long accessTokenLifetimeSeconds() {
        return 0;
    }

    /** Refresh replies carry no new refresh token. */
    default boolean omitRefreshToken() {
        return false;
    }
}
