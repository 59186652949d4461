package io.mailroom.bench.headofline;

/**
 * What was measured in one round.
 *
 * @param mails that went out while it was measured, of all mailboxes
 * @param processorSeconds of the worker in that time
 * @param lag records of the commands topics that the group has not passed, when the round had ended
 * @param heapMegabytes used by the worker after a full collection
 * @param parked commands in {@code mail.parked}
 */
record Round(Delays delays, long mails, double processorSeconds, long lag, double heapMegabytes, long parked) {
    @Override
    public String toString() {
        return "%s, lag %d, heap %.0f MB, parked %d, %d mails, %.1f s of a processor"
                .formatted(delays, lag, heapMegabytes, parked, mails, processorSeconds);
    }
}
