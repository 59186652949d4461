package io.mailroom.worker.pipeline;

import io.mailroom.model.result.MailResult;

/** Counts endings, for the metrics. */
public interface Tally {
    void ended(MailResult result);
}
