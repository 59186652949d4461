package io.mailroom.chaos.join;

import io.mailroom.chaos.listen.Contents;
import io.mailroom.chaos.listen.FoundDeadLetter;
import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.plan.Command;
import io.mailroom.chaos.plan.Poison;
import io.mailroom.chaos.plan.PoisonKind.Ending;
import io.mailroom.chaos.poison.Published;
import io.mailroom.promises.Mail;
import java.util.List;
import java.util.function.Predicate;

/** Lays the poison, its results and its dead letters beside each other. */
public record PoisonJoin(List<Published> published, List<ResultEvent> told, List<FoundDeadLetter> buried) {
    /** One that has an answer as a command; each has a mailbox of its own, since no order is promised for it. */
    private record Named(String id, int mailbox) implements Command {}

    /** @param refused how many the broker did not take */
    public static PoisonVerdict of(
            List<Published> published,
            int refused,
            List<Mail> mails,
            List<ResultEvent> told,
            List<FoundDeadLetter> buried) {
        return new PoisonJoin(published, told, buried).verdict(refused, mails);
    }

    private PoisonVerdict verdict(int refused, List<Mail> mails) {
        return new PoisonVerdict(
                published.size(),
                count(one -> answers(one) > 0),
                count(one -> !letters(one).isEmpty()),
                count(one ->
                        letters(one).stream().anyMatch(letter -> letter.cut().isPresent())),
                refused,
                those(this::lost),
                those(one -> answers(one) + letters(one).size() > 1),
                those(one -> letters(one).stream().anyMatch(letter -> !keeps(letter, one))),
                wrong(mails));
    }

    private boolean lost(Published one) {
        boolean answered = answers(one) > 0;
        boolean buriedOnce = !letters(one).isEmpty();
        return switch (one.poison().kind().ending()) {
            case ANSWERED -> !answered;
            case BURIED -> !buriedOnce;
            case EITHER -> !answered && !buriedOnce;
        };
    }

    private static boolean keeps(FoundDeadLetter letter, Published one) {
        Contents whole = one.contents();
        Contents kept = letter.contents();
        return letter.cut()
                .map(cut -> cut.length().equals(Long.toString(whole.length()))
                        && cut.sha256().equalsIgnoreCase(whole.value())
                        && kept.length() <= whole.length()
                        && kept.value().equals(one.head().apply((int) kept.length())))
                .orElse(kept.all().equals(whole.all()));
    }

    /** Distinct results: by its place for whoever has no name that fits. */
    private long answers(Published one) {
        return told.stream()
                .filter(result -> result.command().startsWith(one.poison().name())
                        || result.record().equals(one.place()))
                .map(ResultEvent::event)
                .distinct()
                .count();
    }

    private List<FoundDeadLetter> letters(Published one) {
        return buried.stream()
                .filter(letter -> letter.origin().equals(one.place()))
                .toList();
    }

    /** What every command promises holds for a poison with a name, too. */
    private List<String> wrong(List<Mail> mails) {
        List<Named> named = published.stream()
                .filter(one -> one.poison().kind().ending() == Ending.ANSWERED && answers(one) == 1)
                .map(one -> new Named(one.poison().name(), one.poison().number()))
                .toList();
        Verdict verdict = Join.of(
                named,
                mails.stream().filter(mail -> isPoison(mail.command())).toList(),
                told.stream()
                        .filter(result -> isPoison(result.command()))
                        .map(PoisonJoin::underItsName)
                        .toList());
        List<String> offenders = verdict.offenders();
        return those(one -> offenders.contains(one.poison().name()));
    }

    /** The mails of the round's own commands. */
    public static List<Mail> without(List<Mail> mails) {
        return mails.stream().filter(mail -> !isPoison(mail.command())).toList();
    }

    private static boolean isPoison(String id) {
        return id.startsWith(Poison.PREFIX);
    }

    /** Its id may be as long as an id can be. */
    private static ResultEvent underItsName(ResultEvent result) {
        int end = Math.min(result.command().length(), Poison.PREFIX.length() + 5);
        return new ResultEvent(
                result.event(),
                result.command().substring(0, end),
                result.status(),
                result.code(),
                result.record(),
                result.at());
    }

    private int count(Predicate<Published> so) {
        return (int) published.stream().filter(so).count();
    }

    private List<String> those(Predicate<Published> so) {
        return published.stream().filter(so).map(Published::toString).toList();
    }
}
