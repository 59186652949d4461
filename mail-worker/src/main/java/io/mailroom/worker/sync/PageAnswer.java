package io.mailroom.worker.sync;

import io.mailroom.worker.graph.DeltaPage;

/** What asking for a page came to, apart from what every call may come to. */
sealed interface PageAnswer {
    record Read(DeltaPage page) implements PageAnswer {}

    /** Refused in a way that says something of the link, or of the folder if there was no link. */
    record Refused(int status, String code) implements PageAnswer {}

    /** Again and again an answer came that cannot be read, also with one mail on the page. */
    record Unreadable(int status, String code) implements PageAnswer {}
}
