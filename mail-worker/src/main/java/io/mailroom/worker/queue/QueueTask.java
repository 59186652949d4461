package io.mailroom.worker.queue;

/** What a queue does between two of its turns, when nothing of the mailbox is under way in it. */
public interface QueueTask {
    /** How a task ended. */
    enum TaskResult {
        DONE,
        /** What it looks for does not stand here: it goes to the other queue of the mailbox, unless it comes from there. */
        ELSEWHERE,
        /** The partition goes away. */
        GIVEN_UP
    }

    /**
     * May block the queue's thread. A task that throws keeps its place and is run again after a pause.
     *
     * @param last whether the other queue has run it already
     */
    TaskResult run(QueueKey here, boolean last);

    /** It will never be run: the queues are closed. */
    void dropped();
}
