package io.mailroom.m365.entra;

import io.mailroom.m365.directory.AppRegistration;

/** What the app registration page would refuse (facts A3). */
public final class AppRules {
    private static final int MOST_REDIRECT_URIS = 256;

    private AppRules() {}

    /** @throws IllegalArgumentException naming what cannot be registered */
    public static void check(AppRegistration app) {
        if (app.redirectUris().size() > MOST_REDIRECT_URIS) {
            throw new IllegalArgumentException("at most 256 redirect URIs can be registered");
        }
        app.certificates().forEach(Assertions::certificate);
        for (String uri : app.redirectUris()) {
            if (!RedirectUris.registrable(uri)) {
                throw new IllegalArgumentException(
                        "redirect URI must be https, or http on localhost, without a fragment: " + uri);
            }
        }
    }
}
