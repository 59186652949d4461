package io.mailroom.auth.client;

import io.mailroom.auth.entra.Clouds;
import io.mailroom.auth.problem.UnusableSettings;
import io.mailroom.model.id.ClientName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registered ERP backends. A wrong name, an unknown cloud or two names for one client id stop the start. */
@Singleton
public class Clients {
    /** Bound: the settings. */
    private final Map<String, Client> byClientId = new HashMap<>();

    @Inject
    public Clients(ClientsConfig config, Clouds clouds) {
        config.clients().forEach((name, entry) -> {
            Client client = new Client(named(name), entry);
            if (!clouds.knows(entry.cloud())) {
                throw new UnusableSettings("mailroom.clients." + name + ".cloud names a cloud that is not configured.");
            }
            if (byClientId.put(entry.clientId(), client) != null) {
                throw new UnusableSettings("mailroom.clients." + name + ".client-id is another client's already.");
            }
        });
    }

    private static ClientName named(String name) {
        try {
            return new ClientName(name);
        } catch (IllegalArgumentException e) {
            throw new UnusableSettings(
                    "mailroom.clients." + name + " is no name for a client: a-z, 0-9 and - of 1 to 32 characters.");
        }
    }

    /** Makes a lazy bean look at its settings at the start. */
    public void check() {
        if (byClientId.isEmpty()) {
            throw new UnusableSettings("No client is registered: set mailroom.clients.NAME.client-id and return-urls.");
        }
    }

    public Optional<Client> byClientId(@Nullable String clientId) {
        return Optional.ofNullable(clientId).map(byClientId::get);
    }

    /** One of them. */
    public record Client(ClientName name, ClientsConfig.Client registration) {
        public boolean mayReturnTo(String url) {
            return registration.returnUrls().contains(url);
        }
    }
}
