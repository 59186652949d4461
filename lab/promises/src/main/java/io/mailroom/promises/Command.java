package io.mailroom.promises;

/**
 * What was asked for, and what may be expected of it under the circumstances.
 *
 * @param id also what its mails and results are found by
 * @param fewestAnswers of its records at least so many must have been answered
 * @param mostAnswers and no more than so many
 * @param maybeUnknown whether the mailbox may be unable to tell what became of it
 * @param ordered whether its mail comes behind those of earlier commands of its mailbox
 * @param ordersOthers whether those of later ones come behind its own
 */
public record Command(
        String id,
        String mailbox,
        int fewestAnswers,
        int mostAnswers,
        boolean maybeUnknown,
        boolean ordered,
        boolean ordersOthers) {

    /** Published once, and honest in saying that it does not know. */
    public static Command publishedOnce(String id, String mailbox, boolean ordered) {
        return new Command(id, mailbox, 1, 1, true, ordered, ordered);
    }
}
