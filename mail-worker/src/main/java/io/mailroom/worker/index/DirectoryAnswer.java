package io.mailroom.worker.index;

/** Whether indexes can be kept in a directory. Where they cannot, {@link OffsetIndex#inMemory} does the same work. */
public sealed interface DirectoryAnswer {
    record Opened(IndexDirectory directory) implements DirectoryAnswer {}

    /**
     * Another process, or another user in this one, holds it.
     *
     * @param why a sentence for the operator
     */
    record InUse(String why) implements DirectoryAnswer {}

    /**
     * It cannot be made, written or locked.
     *
     * @param why a sentence for the operator
     */
    record Unusable(String why) implements DirectoryAnswer {}
}
