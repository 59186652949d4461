package io.mailroom.chaos.join;

import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.second.SecondCommand;
import io.mailroom.chaos.second.SecondRecord;
import io.mailroom.promises.Mail;
import io.mailroom.promises.Promise;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lays the second client's commands, mails and results beside each other. */
public final class SecondJoin {
    private SecondJoin() {}

    public static SecondVerdict of(SecondRecord record, List<Mail> mails, List<ResultEvent> told) {
        List<SecondCommand> excused = record.excused();
        Set<String> gone = new HashSet<>(excused.stream().map(SecondCommand::id).toList());
        Verdict ofExcused = Join.of(
                excused,
                mails.stream().filter(mail -> gone.contains(mail.command())).toList(),
                told);
        return new SecondVerdict(
                record.changes(),
                excused.size(),
                Join.of(
                        record.kept(),
                        mails.stream()
                                .filter(mail -> !gone.contains(mail.command()))
                                .toList(),
                        told),
                Stream.of(ofExcused.of(Promise.ONE_MAIL), ofExcused.of(Promise.ONE_RESULT))
                        .flatMap(List::stream)
                        .distinct()
                        .toList(),
                new Pace(told).slowestRecovery(record.healed()));
    }
}
