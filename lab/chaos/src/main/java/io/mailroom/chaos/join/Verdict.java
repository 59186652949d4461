package io.mailroom.chaos.join;

import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What the three records say together. Lists hold the ids of offending commands.
 *
 * @param statuses how many commands ended how, by the first result of each
 * @param lost no final result
 * @param duplicated more than one mail
 * @param answeredTwice more than one distinct final result
 * @param fewest distinct final results that any command has
 * @param toldAgain a result that had come before came again
 * @param sentWithoutMail the result says SENT
 * @param refusedWithMail the result says that nothing was sent
 * @param outOfOrder sent after a later command of the same mailbox
 * @param strangers mails of no command
 * @param unknownSent those of {@code unknown} whose mail went out
 */
public record Verdict(
        int commands,
        int mails,
        SortedMap<String, Integer> statuses,
        List<String> lost,
        List<String> duplicated,
        List<String> answeredTwice,
        int fewest,
        int most,
        List<String> toldAgain,
        List<String> sentWithoutMail,
        List<String> refusedWithMail,
        List<String> outOfOrder,
        List<String> strangers,
        List<String> unknown,
        int unknownSent) {

    /** An UNKNOWN is an honest answer; every other doubt is a violation. */
    public boolean clean() {
        return offenders().isEmpty();
    }

    public List<String> offenders() {
        return Stream.of(
                        lost,
                        duplicated,
                        answeredTwice,
                        toldAgain,
                        sentWithoutMail,
                        refusedWithMail,
                        outOfOrder,
                        strangers)
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }
}
