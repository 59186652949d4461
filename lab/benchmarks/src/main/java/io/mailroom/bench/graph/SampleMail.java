package io.mailroom.bench.graph;

import io.mailroom.worker.graph.SendKey;

/** The mail that all candidates send: an invoice notice of an ordinary size. */
final class SampleMail {
    static final String TOKEN = "t".repeat(1_800);
    static final String USER = "6f1d0c3a-0000-4000-8000-000000000001";
    static final String TO = "alex@contoso.example";
    static final String TO_NAME = "Alex Wilber";
    static final String SUBJECT = "Invoice 2026-000123";
    static final String HTML = "<p>Dear Alex,</p>" + "<p>please find the invoice attached.</p>".repeat(50);
    static final String PROPERTY = SendKey.PROPERTY;
    static final String PREFER = "IdType=\"ImmutableId\"";
    static final String SELECT =
            "id,internetMessageId,conversationId,isDraft,parentFolderId,sentDateTime,createdDateTime";

    private SampleMail() {}
}
