package io.mailroom.simulator.settings;

/**
 * The switches of the laboratory; all times in milliseconds of the lab clock unless said.
 *
 * @param latencyMs real time every simulated call takes at least
 * @param latencyJitterMs up to that much more, at random
 * @param sentItemsDelayMs from an accepted send until the item stands in Sent Items
 * @param deliveryDelayMs from then until other simulated mailboxes have it
 * @param immutableIdSurvivesSend Microsoft's pages disagree (facts B7)
 * @param notFoundForMs how long {@code LATER} answers 404 before the id works again
 * @param keyFilterDelayMs how long a new item stays unseen by an extended-property filter
 * @param secondSend what a second send of one item gets while it can still be addressed
 * @param pendingIsDraft true: isDraft stays true until the item stands in Sent Items (facts G1.3 say false)
 * @param deletedItemsFolder false: a deleted message goes straight to the recoverable items, which no call lists
 * @param accessTokenLifetimeSeconds 0: random between 60 and 90 minutes, as Entra does
 * @param omitRefreshToken refresh replies carry no new refresh token
 * @param maxConcurrentPerMailbox for one app and one mailbox
 * @param maxRequestsPer10Minutes for one app and one mailbox
 * @param maxSendsPerMinute for one mailbox; more are accepted and wait
 * @param deltaDelayMs how long a change stays unseen by delta
 * @param sentCopyElsewhere the copy of a sent mail stands in another mailbox than the one it was sent from
 * @param ndrRecipients a regular expression: mail to these addresses is accepted and comes back as a report
 * @param unreadableSubjects a regular expression: a delta page with a message of such a subject is no JSON
 * @param malformedDates delta pages say dates in words
 * @param gzipAnswers Graph's answers are packed, though nobody asks for it
 */
public record Settings(
        long latencyMs,
        long latencyJitterMs,
        long sentItemsDelayMs,
        long deliveryDelayMs,
        Survival immutableIdSurvivesSend,
        long notFoundForMs,
        long keyFilterDelayMs,
        SecondSend secondSend,
        boolean pendingIsDraft,
        boolean deletedItemsFolder,
        long accessTokenLifetimeSeconds,
        boolean omitRefreshToken,
        int maxConcurrentPerMailbox,
        int maxRequestsPer10Minutes,
        int maxSendsPerMinute,
        boolean deltaEmptyPageFirst,
        boolean deltaDuplicates,
        boolean deltaRemovedInFirstRound,
        long deltaDelayMs,
        String ndrRecipients,
        boolean sentCopyElsewhere,
        DeltaLinks deltaLinks,
        String unreadableSubjects,
        boolean malformedDates,
        boolean gzipAnswers) {

    public static Settings defaults() {
        return new Settings(
                0,
                0,
                150,
                0,
                Survival.YES,
                2_000,
                0,
                SecondSend.NOT_FOUND,
                false,
                true,
                0,
                false,
                4,
                10_000,
                30,
                false,
                false,
                false,
                0,
                "",
                false,
                DeltaLinks.END,
                "",
                false,
                false);
    }
}
