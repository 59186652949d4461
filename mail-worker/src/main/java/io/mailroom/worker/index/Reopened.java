package io.mailroom.worker.index;

/** What came of looking for the file of an earlier process. */
sealed interface Reopened {
    record Trusted(Table table) implements Reopened {}

    /** @param why a part of a sentence that begins with "it" */
    record Unfit(String why) implements Reopened {}

    record Absent() implements Reopened {}
}
