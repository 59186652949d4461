package io.mailroom.worker.command;

import io.mailroom.model.result.MailResult;

/** Counts endings, for the metrics. */
public interface ResultCounter {
    void ended(MailResult result);
}
