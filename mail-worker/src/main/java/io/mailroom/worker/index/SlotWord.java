package io.mailroom.worker.index;

/**
 * What a slot says about its key, in one word of 64 bits, so that a change of it is one store: bit 0 = there is a
 * record, bit 1 = it is finished, bit 2 = there was one and it was removed, bits 3 to 50 = its offset.
 */
final class SlotWord {
    static final long EMPTY = 0;
    static final long REMOVED = 4;
    static final long OFFSETS = 1L << 48;

    private static final long PRESENT = 1;
    private static final long FINISHED = 2;
    private static final int OFFSET_SHIFT = 3;

    private SlotWord() {}

    static long of(long offset, boolean finished) {
        return (offset << OFFSET_SHIFT) | (finished ? FINISHED : 0) | PRESENT;
    }

    static boolean present(long word) {
        return (word & PRESENT) != 0;
    }

    static long offset(long word) {
        return word >>> OFFSET_SHIFT;
    }

    static boolean finished(long word) {
        return (word & FINISHED) != 0;
    }

    static boolean possible(long word) {
        return word == EMPTY || word == REMOVED || (present(word) && (word & REMOVED) == 0 && offset(word) < OFFSETS);
    }
}
