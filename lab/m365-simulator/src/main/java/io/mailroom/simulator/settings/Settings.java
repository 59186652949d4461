package io.mailroom.simulator.settings;

import io.mailroom.m365.entra.EntraSettings;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.settings.SecondSend;
import io.mailroom.m365.settings.Survival;

/**
 * The switches of the laboratory; all times in milliseconds of the lab clock unless said. What is
 * Exchange's and Entra's behaviour is told by {@link ExchangeSettings} and {@link EntraSettings}.
 *
 * @param latencyMs real time every simulated call takes at least
 * @param latencyJitterMs up to that much more, at random
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
        boolean gzipAnswers)
        implements ExchangeSettings, EntraSettings {
    /** Whatever is not named here is 0 or false. */
    static final String DEFAULTS = """
            {"sentItemsDelayMs": 150, "immutableIdSurvivesSend": "yes", "notFoundForMs": 2000, "secondSend": "404",
             "deletedItemsFolder": true, "maxConcurrentPerMailbox": 4, "maxRequestsPer10Minutes": 10000,
             "maxSendsPerMinute": 30, "ndrRecipients": "", "deltaLinks": "end", "unreadableSubjects": ""}""";
}
