package io.mailroom.auth.entra;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mailroom's application in one cloud. During a rollover it has two secrets: the one that was accepted last is tried
 * first, and the other once if the first is refused as such.
 */
final class Registration {
    private final String clientId;
    private final List<ClientAuthentication> authentications;
    private final AtomicInteger preferred = new AtomicInteger();

    Registration(String clientId, List<ClientAuthentication> authentications) {
        this.clientId = clientId;
        this.authentications = List.copyOf(authentications);
    }

    String clientId() {
        return clientId;
    }

    List<ClientAuthentication> authentications() {
        return authentications;
    }

    /** In the order in which to try them. */
    List<ClientAuthentication> inOrder() {
        int first = preferred.get();
        return first == 0 ? authentications : authentications.reversed();
    }

    void accepted(ClientAuthentication which) {
        preferred.set(authentications.indexOf(which));
    }
}
