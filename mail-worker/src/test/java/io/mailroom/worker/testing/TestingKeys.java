package io.mailroom.worker.testing;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.worker.journal.JournalKey;

/** Journal keys by a name: the same name, the same key. */
public final class TestingKeys {
    private TestingKeys() {}

    public static JournalKey key(String name) {
        return JournalKey.of(new ClientName("test"), new ConnectionId("test"), new CommandKey("/test", name));
    }
}
