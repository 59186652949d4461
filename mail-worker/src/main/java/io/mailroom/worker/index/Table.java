package io.mailroom.worker.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.UUID;

/**
 * A hash table with open addressing in one segment: the header, then slots of 24 bytes, which are two words of key and
 * one {@link SlotWord}. The first bits of a key say where its search begins; so a rebuild reads and writes in order.
 *
 * <p>A kill between any two stores leaves a table that is right: a new slot counts from the store of its word on, which
 * is the last; a change and a removal are one store; a removed slot is never given to another key.
 *
 * <p>Used by one thread at a time.
 */
final class Table implements AutoCloseable {
    static final long SMALLEST = 4096;

    private static final long LARGEST = 1L << 40;
    private static final int SLOT = 24;
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

    private final Runnable release;
    private final MemorySegment memory;
    private final Header header;
    private final long capacity;
    private final int shift;
    private long live;

    /**
     * @param memory whose header was begun, or is sound before anything else is asked
     * @param release gives the memory back
     */
    Table(MemorySegment memory, Runnable release) {
        this.release = release;
        this.memory = memory;
        this.header = new Header(memory.asSlice(0, Header.BYTES));
        this.capacity = header.capacity();
        this.shift = 1 + Long.numberOfLeadingZeros(capacity);
        this.live = header.live();
    }

    static boolean possible(long capacity) {
        return capacity >= SMALLEST && capacity <= LARGEST && Long.bitCount(capacity) == 1;
    }

    /** A rebuilt table is at most half full: the rest is room until the next rebuild. */
    static long capacityFor(long live) {
        return Math.max(SMALLEST, Long.highestOneBit(Math.max(1, 2 * live - 1)) << 1);
    }

    static long bytes(long capacity) {
        return Header.BYTES + capacity * SLOT;
    }

    /** Whether one more slot may be used: beyond 7 of 10 searches become long. */
    boolean hasRoom() {
        return header.used() < limit(capacity);
    }

    private static long limit(long capacity) {
        return capacity / 10 * 7;
    }

    /** Whether a smaller table would do with much less. */
    boolean isLoose() {
        return capacity > SMALLEST && live < capacity / 8;
    }

    long find(IndexKey key) {
        return word(locate(key.high(), key.low()));
    }

    /** The newest offset stays. Needs {@linkplain #hasRoom room}. */
    void put(IndexKey key, long offset, boolean finished) {
        long at = locate(key.high(), key.low());
        long known = word(at);
        if (known == SlotWord.EMPTY) {
            occupy(at, key.high(), key.low(), SlotWord.of(offset, finished));
        } else if (!SlotWord.present(known)) {
            word(at, SlotWord.of(offset, finished));
            live++;
        } else if (SlotWord.offset(known) <= offset) {
            word(at, SlotWord.of(offset, finished));
        }
    }

    /** Says that a known key stands elsewhere, wherever that is; of an unknown key nothing. */
    void correct(IndexKey key, long offset, boolean finished) {
        long at = locate(key.high(), key.low());
        if (SlotWord.present(word(at))) {
            word(at, SlotWord.of(offset, finished));
        }
    }

    /** Counted as used before it is: after a kill the count is right or one too many, and a greater gap is damage. */
    private void occupy(long at, long high, long low, long word) {
        header.used(header.used() + 1);
        WORD.set(memory, at, high);
        WORD.set(memory, at + 8, low);
        word(at, word);
        live++;
    }

    void remove(IndexKey key, long offset) {
        long at = locate(key.high(), key.low());
        long known = word(at);
        if (SlotWord.present(known) && SlotWord.offset(known) < offset) {
            word(at, SlotWord.REMOVED);
            live--;
        }
    }

    /** The slot of the key, or the empty one where it would go. */
    private long locate(long high, long low) {
        long slot = high >>> shift;
        while (true) {
            long at = Header.BYTES + slot * SLOT;
            if (word(at) == SlotWord.EMPTY
                    || ((long) WORD.get(memory, at) == high && (long) WORD.get(memory, at + 8) == low)) {
                return at;
            }
            slot = (slot + 1) & (capacity - 1);
        }
    }

    /** Takes over all live entries and the position of another. */
    void copy(Table other) {
        for (long at = Header.BYTES; at < other.memory.byteSize(); at += SLOT) {
            long word = other.word(at);
            if (SlotWord.present(word)) {
                long high = (long) WORD.get(other.memory, at);
                long low = (long) WORD.get(other.memory, at + 8);
                occupy(locate(high, low), high, low, word);
            }
        }
        header.position(other.header.position());
    }

    /**
     * Counts what a process left that did not close it.
     *
     * @return why it cannot be trusted; nothing if it can
     */
    Optional<String> recount() {
        long used = 0;
        long present = 0;
        for (long at = Header.BYTES; at < memory.byteSize(); at += SLOT) {
            long word = word(at);
            if (!SlotWord.possible(word)) {
                return Optional.of("it is damaged: a slot says what no slot can say");
            }
            used += word == SlotWord.EMPTY ? 0 : 1;
            present += SlotWord.present(word) ? 1 : 0;
        }
        long said = header.used();
        if (used != said && used != said - 1) {
            return Optional.of("it is damaged: it has " + used + " used slots of " + said);
        }
        header.used(used);
        live = present;
        return counts();
    }

    /** Why the counts cannot be right; nothing if they can. A search ends at an empty slot, so there must be one. */
    Optional<String> counts() {
        long used = header.used();
        return live >= 0 && live <= used && used <= limit(capacity)
                ? Optional.empty()
                : Optional.of("it is damaged: it cannot have " + used + " used slots and " + live + " entries");
    }

    /** Puts all on the disk and says so there. */
    void leave() {
        memory.force();
        header.live(live);
        header.clean();
        memory.asSlice(0, Header.BYTES).force();
    }

    /** Says on the disk that entries may be missing there, before the first may. */
    void enter(Optional<UUID> boot) {
        header.open(boot);
        memory.asSlice(0, Header.BYTES).force();
    }

    Header header() {
        return header;
    }

    long live() {
        return live;
    }

    long bytes() {
        return memory.byteSize();
    }

    private long word(long at) {
        return (long) WORD.get(memory, at + 16);
    }

    private void word(long at, long word) {
        WORD.setRelease(memory, at + 16, word);
    }

    @Override
    public void close() {
        release.run();
    }
}
