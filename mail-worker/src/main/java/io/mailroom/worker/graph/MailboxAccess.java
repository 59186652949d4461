package io.mailroom.worker.graph;

import io.mailroom.model.secret.AccessToken;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Where and as whom a call goes out. Safe to print: the token cannot.
 *
 * @param graphUrl root of Graph with its version, of the cloud in which the mailbox lives
 * @param userId the object id whose mailbox is meant; always addressed as {@code /users/{id}}, since the SDK's
 *     {@code me()} emits a placeholder that only its own HTTP stack replaces
 * @param mailbox the address, for people and logs
 */
public record MailboxAccess(URI graphUrl, String userId, String mailbox, AccessToken token) {
    public MailboxAccess {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(token, "token");
        if (userId.isBlank()) {
            throw new IllegalArgumentException("a mailbox needs the id of its user");
        }
        if (!graphUrl.isAbsolute() || graphUrl.getHost() == null) {
            throw new IllegalArgumentException("the Graph address is an absolute URL");
        }
    }

    String baseUrl() {
        String url = graphUrl.toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Scheme, host and port: the token must never go anywhere else (RFC 6454). */
    boolean sameOrigin(URI link) {
        return link.getScheme() != null
                && link.getHost() != null
                && link.getUserInfo() == null
                && origin(link).equals(origin(graphUrl));
    }

    private static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
