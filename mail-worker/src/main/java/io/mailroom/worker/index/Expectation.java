package io.mailroom.worker.index;

/**
 * How many entries a reading will bring, by those it has brought. A log that was compacted has fewer records in its older
 * part, so that it is rather too low.
 *
 * @param from where the reading began
 * @param to where it will end
 * @param live entries that were there before it
 */
record Expectation(long from, long to, long live) {
    static final Expectation NOTHING = new Expectation(0, 0, 0);

    /** @return how many more are to come behind that offset, when so many are there */
    long after(long offset, long liveNow) {
        long passed = offset - from;
        long left = to - offset;
        return passed <= 0 || left <= 0 ? 0 : (long) ((double) Math.max(0, liveNow - live) / passed * left);
    }
}
