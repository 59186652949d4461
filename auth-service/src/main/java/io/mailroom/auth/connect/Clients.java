package io.mailroom.auth.connect;

import io.mailroom.auth.entra.Clouds;
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
    private final Map<String, Client> byClientId = new HashMap<>();

    @Inject
    public Clients(ConnectConfig config, Clouds clouds) {
        config.clients().forEach((name, entry) -> {
            Client client = new Client(new ClientName(name), entry);
            if (!clouds.knows(entry.cloud())) {
                throw new IllegalArgumentException(
                        "mailroom.clients." + name + ".cloud names a cloud that is not configured");
            }
            if (byClientId.put(entry.clientId(), client) != null) {
                throw new IllegalArgumentException(
                        "mailroom.clients." + name + ".client-id is another client's already");
            }
        });
    }

    public Optional<Client> byClientId(@Nullable String clientId) {
        return Optional.ofNullable(clientId).map(byClientId::get);
    }

    /** One of them. */
    public record Client(ClientName name, ConnectConfig.Client registration) {
        public boolean mayReturnTo(String url) {
            return registration.returnUrls().contains(url);
        }
    }
}
