package io.mailroom.worker.queue;

/** Has something done between two turns of a queue. */
public interface Visitor {
    /** How a visit ended. */
    enum Visited {
        DONE,
        /** What it looks for does not stand here: it goes to the other queue of the mailbox, unless it comes from there. */
        ELSEWHERE,
        /** The partition goes away. */
        GIVEN_UP
    }

    /**
     * May block the queue's thread. A visitor that throws keeps its place and comes again after a pause.
     *
     * @param last whether it has been to the other queue already
     */
    Visited visit(QueueKey here, boolean last);

    /** It will never be let in: the queues are closed. */
    void dropped();
}
