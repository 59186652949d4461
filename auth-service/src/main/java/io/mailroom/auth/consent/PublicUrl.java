package io.mailroom.auth.consent;

import java.net.URI;

/** Addresses of this service as browsers see them. */
final class PublicUrl {
    private PublicUrl() {}

    static URI under(URI base, String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
    }
}
