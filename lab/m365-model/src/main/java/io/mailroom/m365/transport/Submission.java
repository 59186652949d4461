package io.mailroom.m365.transport;

import io.mailroom.m365.directory.Account;

/**
 * Who sends what stands in a mailbox.
 *
 * @param owner of the mailbox
 * @param from as whom
 * @param sender who does it; shown beside {@code from} if it is another
 * @param keepCopy whether the item ends in Sent Items or is dropped
 */
public record Submission(Account owner, Account from, Account sender, String clientId, boolean keepCopy) {}
