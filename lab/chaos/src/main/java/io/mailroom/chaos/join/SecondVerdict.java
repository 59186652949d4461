package io.mailroom.chaos.join;

import java.time.Duration;
import java.util.List;

/**
 * What became of the commands of the second client.
 *
 * @param changes how often its topics took another shape
 * @param deleted commands that went with their topic, or whose result did
 * @param kept what the other commands, their mails and results say
 * @param deletedTwice those of the deleted that were sent or answered twice all the same
 * @param slowestHealing the longest time from topics being right until the next result
 */
public record SecondVerdict(
        int changes, int deleted, Verdict kept, List<String> deletedTwice, Duration slowestHealing) {

    public boolean clean() {
        return kept.clean() && deletedTwice.isEmpty();
    }
}
