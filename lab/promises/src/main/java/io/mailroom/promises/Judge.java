package io.mailroom.promises;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Given what was asked, what went out by the mailboxes' record, and what was told: which promises are broken. */
public final class Judge {
    private static final String SENT = "SENT";
    private static final String UNKNOWN = "UNKNOWN";

    private final List<Command> commands;
    private final Map<String, List<Mail>> mails;
    private final Map<String, List<Result>> results;
    private final List<Broken> broken = new ArrayList<>();

    private Judge(List<Command> commands, List<Mail> mails, List<Result> results) {
        this.commands = commands;
        this.mails = mails.stream().collect(groupingBy(Mail::command));
        this.results = results.stream().collect(groupingBy(Result::command));
    }

    /** @param commands in the order in which they were published */
    public static List<Broken> judge(List<Command> commands, List<Mail> mails, List<Result> results) {
        var judge = new Judge(commands, mails, results);
        commands.forEach(judge::answers);
        commands.forEach(judge::mailsAgainstResults);
        judge.order();
        judge.strangers();
        return List.copyOf(judge.broken);
    }

    private List<Mail> mails(Command command) {
        return mails.getOrDefault(command.id(), List.of());
    }

    private List<Result> results(Command command) {
        return results.getOrDefault(command.id(), List.of());
    }

    private List<Result> own(Command command) {
        return results(command).stream()
                .filter(result -> !result.ofAnotherRecord())
                .toList();
    }

    private void answers(Command command) {
        int answers = results(command).size();
        expect(
                answers >= command.fewestAnswers(),
                Promise.NOT_LOST,
                command,
                answers + " answers to " + command.fewestAnswers() + " records");
        List<String> different = own(command).stream()
                .map(result -> result.status() + " " + result.event())
                .distinct()
                .toList();
        expect(different.size() <= 1, Promise.ONE_RESULT, command, String.join(", ", different));
        int most = Math.max(command.mostAnswers(), different.size());
        expect(answers <= most, Promise.TOLD_ONCE, command, answers + " answers where " + most + " are due");
    }

    private void mailsAgainstResults(Command command) {
        int sent = mails(command).size();
        expect(sent <= 1, Promise.ONE_MAIL, command, "sent " + sent + " times");
        own(command).stream().map(Result::status).distinct().forEach(status -> {
            switch (status) {
                case SENT -> expect(sent >= 1, Promise.NO_FALSE_CLAIM, command, "SENT, but nothing left");
                case UNKNOWN ->
                    expect(
                            command.maybeUnknown(),
                            Promise.NOT_NEEDLESSLY_UNKNOWN,
                            command,
                            "the mailbox could have told");
                default -> expect(sent == 0, Promise.NO_FALSE_DENIAL, command, status + ", but it was sent");
            }
        });
    }

    /** Whose mail went out after that of a later command of its mailbox. */
    private void order() {
        Map<String, Long> earliestOfLater = new HashMap<>();
        List<Broken> found = new ArrayList<>();
        for (Command command : commands.reversed()) {
            if (command.ordered() && !mails(command).isEmpty()) {
                long own = mails(command).stream().mapToLong(Mail::number).min().orElseThrow();
                long later = earliestOfLater.getOrDefault(command.mailbox(), Long.MAX_VALUE);
                earliestOfLater.put(command.mailbox(), Math.min(own, later));
                if (command.ordersOthers() && own > later) {
                    found.add(new Broken(Promise.IN_ORDER, command.id(), "in " + command.mailbox()));
                }
            }
        }
        broken.addAll(found.reversed());
    }

    private void strangers() {
        Set<String> foreign = new TreeSet<>(mails.keySet());
        commands.forEach(command -> foreign.remove(command.id()));
        foreign.forEach(
                command -> broken.add(new Broken(Promise.NOTHING_UNASKED, command, "no command asked for this mail")));
    }

    private void expect(boolean kept, Promise promise, Command command, String otherwise) {
        if (!kept) {
            broken.add(new Broken(promise, command.id(), otherwise));
        }
    }
}
