package io.mailroom.worker.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first page of a table, in the machine's byte order. Written once: 0 magic, 8 format, 16 capacity, 24 checksum of
 * these and of the identity, 128 length of the identity, 136 the identity in UTF-8. Written again and again, each a word
 * of 8 bytes in the first sector of the disk: 64 state, 72 and 80 boot, 88 position, 96 used slots, 104 live entries
 * (right only when clean).
 *
 * <p>Every later store is a release: none becomes visible, to a thread or to whoever opens the file after a kill,
 * before the stores that were made before it.
 */
final class Header {
    static final int BYTES = 4096;
    static final long FORMAT = 1;

    private static final long MAGIC = 0x4d52_4f46_4653_4958L;
    private static final long OPEN = 1;
    private static final long CLEAN = 2;
    private static final long GIVEN_UP = 3;
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment page;

    Header(MemorySegment page) {
        this.page = page;
    }

    void begin(long capacity, String identity) {
        byte[] text = identity.getBytes(StandardCharsets.UTF_8);
        set(0, MAGIC);
        set(8, FORMAT);
        set(16, capacity);
        set(128, text.length);
        MemorySegment.copy(text, 0, page, ValueLayout.JAVA_BYTE, 136, text.length);
        set(24, checksum());
    }

    /** Why this is not the beginning of a whole table of that identity; nothing if it is. */
    Optional<String> flaw(String identity, long bytes) {
        if (get(0) != MAGIC) {
            return Optional.of("it is damaged: it does not begin as an index does");
        }
        if (get(8) != FORMAT) {
            return Optional.of("it has format " + get(8) + " and not " + FORMAT);
        }
        if (get(24) != checksum()) {
            return Optional.of("it is damaged: the checksum of its first page is wrong");
        }
        if (!Table.possible(capacity()) || Table.bytes(capacity()) != bytes) {
            return Optional.of("it is damaged: it has " + bytes + " bytes and another number of slots");
        }
        return Arrays.equals(identity(), identity.getBytes(StandardCharsets.UTF_8))
                ? Optional.empty()
                : Optional.of("it belongs to another topic or partition");
    }

    private byte[] identity() {
        int length = (int) Math.clamp(get(128), 0, BYTES - 136L);
        return page.asSlice(136, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private long checksum() {
        var checksum = new CRC32C();
        checksum.update(page.asSlice(0, 24).toArray(ValueLayout.JAVA_BYTE));
        checksum.update(page.asSlice(128, 8).toArray(ValueLayout.JAVA_BYTE));
        checksum.update(identity());
        return checksum.getValue();
    }

    /** From here on its entries may differ from those on the disk. An unknown boot is never the same as another. */
    void open(Optional<UUID> boot) {
        set(72, boot.map(UUID::getMostSignificantBits).orElse(0L));
        set(80, boot.map(UUID::getLeastSignificantBits).orElse(0L));
        set(64, OPEN);
    }

    boolean openedUnder(Optional<UUID> boot) {
        return get(64) == OPEN && boot.isPresent() && boot.get().equals(new UUID(get(72), get(80)));
    }

    /** To be called when all entries are on the disk. */
    void clean() {
        set(64, CLEAN);
    }

    boolean isClean() {
        return get(64) == CLEAN;
    }

    void giveUp() {
        set(64, GIVEN_UP);
    }

    boolean isGivenUp() {
        return get(64) == GIVEN_UP;
    }

    long capacity() {
        return get(16);
    }

    long position() {
        return get(88);
    }

    void position(long position) {
        set(88, position);
    }

    long used() {
        return get(96);
    }

    void used(long used) {
        set(96, used);
    }

    long live() {
        return get(104);
    }

    void live(long live) {
        set(104, live);
    }

    private long get(long at) {
        return (long) WORD.get(page, at);
    }

    private void set(long at, long value) {
        WORD.setRelease(page, at, value);
    }
}
