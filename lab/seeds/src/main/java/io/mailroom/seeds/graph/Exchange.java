package io.mailroom.seeds.graph;

import io.mailroom.m365.MarkedMailbox;
import io.mailroom.m365.mailbox.Item;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.settings.SecondSend;
import io.mailroom.m365.settings.Survival;
import io.mailroom.seeds.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How Exchange behaves in one seed, where Microsoft's sources disagree or say nothing. */
public final class Exchange implements ExchangeSettings {
    private static final Duration LONGEST_WAY_TO_SENT_ITEMS = Duration.ofSeconds(20);

    private final World world;
    private final SecondSend secondSend;
    private final Survival idAfterSend;
    private final boolean pendingIsDraft;
    private final boolean deletedItemsFolder;
    private final int copyElsewhereOneIn;
    private final Map<Name, Instant> hiddenUntil = new HashMap<>();
    private final List<String> copiedElsewhere = new ArrayList<>();

    private record Name(String key, long item) {
        static Name of(Item item) {
            return new Name(MarkedMailbox.key(item), item.key());
        }
    }

    /** @param faulty whether sent items may have their copy in another mailbox */
    public Exchange(World world, boolean pendingIsDraft, boolean faulty) {
        this.world = world;
        this.pendingIsDraft = pendingIsDraft;
        this.secondSend = any(SecondSend.values());
        this.idAfterSend = any(Survival.values());
        this.deletedItemsFolder = world.chance().nextBoolean();
        this.copyElsewhereOneIn = faulty && world.oneIn(4) ? 6 : 0;
    }

    private <E> E any(E[] values) {
        return values[world.chance().nextInt(values.length)];
    }

    void hide(Item item, Duration fromKeyFilter) {
        hiddenUntil.put(Name.of(item), world.now().plus(fromKeyFilter));
    }

    /** Keys of mails whose copy stands in a mailbox that nobody looks into. */
    List<String> copiedElsewhere() {
        return copiedElsewhere;
    }

    @Override
    public boolean seenByKeyFilter(Item item, Instant now) {
        return !now.isBefore(hiddenUntil.getOrDefault(Name.of(item), Instant.EPOCH));
    }

    @Override
    public long sentItemsDelayMs() {
        return world.between(Duration.ZERO, LONGEST_WAY_TO_SENT_ITEMS).toMillis();
    }

    @Override
    public Survival immutableIdSurvivesSend() {
        return idAfterSend;
    }

    @Override
    public long notFoundForMs() {
        return 8_000;
    }

    @Override
    public SecondSend secondSend() {
        return secondSend;
    }

    @Override
    public boolean pendingIsDraft() {
        return pendingIsDraft;
    }

    @Override
    public boolean deletedItemsFolder() {
        return deletedItemsFolder;
    }

    @Override
    public boolean sentCopyElsewhere(Item sent) {
        boolean elsewhere = copyElsewhereOneIn > 0 && world.oneIn(copyElsewhereOneIn);
        if (elsewhere) {
            copiedElsewhere.add(MarkedMailbox.key(sent));
            world.log("copy elsewhere " + MarkedMailbox.key(sent).substring(0, 6));
        }
        return elsewhere;
    }
}
