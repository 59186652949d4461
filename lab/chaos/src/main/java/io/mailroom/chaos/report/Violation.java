package io.mailroom.chaos.report;

import io.mailroom.promises.Promise;

/** How a report calls a broken promise, in its own order. */
enum Violation {
    LOST(Promise.NOT_LOST, "lost", "lost (no final result)", "lost"),
    DUPLICATED(Promise.ONE_MAIL, "duplicated", "duplicated (two mails)", "duplicated"),
    ANSWERED_TWICE(Promise.ONE_RESULT, "answeredTwice", "results per command", "answered twice"),
    TOLD_AGAIN(Promise.TOLD_ONCE, "toldAgain", "same result told again", "told again"),
    SENT_WITHOUT_MAIL(Promise.NO_FALSE_CLAIM, "sentWithoutMail", "SENT without a mail", "SENT without a mail"),
    REFUSED_WITH_MAIL(Promise.NO_FALSE_DENIAL, "refusedWithMail", "refused with a mail", "refused with a mail"),
    OUT_OF_ORDER(Promise.IN_ORDER, "outOfOrder", "out of order", "out of order"),
    OF_NO_COMMAND(Promise.NOTHING_UNASKED, "strangers", "mails of no command", "of no command");

    final Promise promise;
    final String json;

    /** Before how many there are. */
    final String row;

    /** Before the ids of the offenders. */
    final String accusation;

    Violation(Promise promise, String json, String row, String accusation) {
        this.promise = promise;
        this.json = json;
        this.row = row;
        this.accusation = accusation;
    }
}
