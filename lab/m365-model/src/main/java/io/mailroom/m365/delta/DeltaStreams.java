package io.mailroom.m365.delta;

import io.mailroom.m365.mailbox.ItemIds;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The streams the server remembers, and how many generations of each. */
public final class DeltaStreams {
    private final Map<String, DeltaStream> byId = new ConcurrentHashMap<>();
    private final ItemIds ids;

    public DeltaStreams(ItemIds ids) {
        this.ids = ids;
    }

    public DeltaStream begin(String mailbox, String folderId, DeltaOptions options) {
        DeltaStream stream = new DeltaStream(ids.uuid().toString(), mailbox, folderId, options, 0);
        byId.put(stream.id(), stream);
        return stream;
    }

    public Optional<DeltaStream> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Notes that a token of this generation has been handed out. */
    public void reached(String id, long generation) {
        byId.computeIfPresent(id, (_, stream) -> stream.reached(generation));
    }

    /** Forgets a mailbox's streams, so that their tokens are answered with 410. */
    public int forget(String mailbox) {
        int before = byId.size();
        byId.values().removeIf(stream -> stream.mailbox().equals(mailbox));
        return before - byId.size();
    }

    public List<DeltaStream> all() {
        return List.copyOf(byId.values());
    }

    public void restore(Collection<DeltaStream> saved) {
        saved.forEach(stream -> byId.put(stream.id(), stream));
    }
}
