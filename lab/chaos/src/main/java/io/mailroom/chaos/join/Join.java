package io.mailroom.chaos.join;

import static java.util.stream.Collectors.groupingBy;

import io.mailroom.chaos.listen.Told;
import io.mailroom.chaos.plan.Command;
import io.mailroom.promises.Broken;
import io.mailroom.promises.Judge;
import io.mailroom.promises.Mail;
import io.mailroom.promises.Promise;
import io.mailroom.promises.Result;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Lays commands, mails and results beside each other. */
public final class Join {
    private final List<? extends Command> commands;
    private final Map<String, List<Mail>> mails;
    private final Map<String, List<Told>> told;
    private final List<Broken> broken;

    private Join(List<? extends Command> commands, List<Mail> mails, List<Told> told) {
        this.commands = commands;
        this.mails = mails.stream().collect(groupingBy(Mail::command));
        this.told = told.stream().collect(groupingBy(Told::command));
        this.broken = Judge.judge(
                commands.stream().map(this::expected).toList(),
                mails,
                told.stream()
                        .map(one -> new Result(one.event(), one.command(), one.status()))
                        .toList());
    }

    public static Verdict of(List<? extends Command> commands, List<Mail> mails, List<Told> told) {
        return new Join(commands, mails, told).verdict();
    }

    /** The order is that of what certainly went out. */
    private io.mailroom.promises.Command expected(Command command) {
        return io.mailroom.promises.Command.publishedOnce(
                command.id(), Integer.toString(command.mailbox()), ended(command.id(), "SENT"));
    }

    private Verdict verdict() {
        List<String> unknown = those(id -> ended(id, "UNKNOWN"));
        return new Verdict(
                commands.size(),
                mails.values().stream().mapToInt(List::size).sum(),
                statuses(),
                broken(Promise.NOT_LOST),
                broken(Promise.ONE_MAIL),
                broken(Promise.ONE_RESULT),
                results().min().orElse(0),
                results().max().orElse(0),
                broken(Promise.TOLD_ONCE),
                broken(Promise.NO_FALSE_CLAIM),
                broken(Promise.NO_FALSE_DENIAL),
                broken(Promise.IN_ORDER),
                broken(Promise.NOTHING_UNASKED),
                unknown,
                (int) unknown.stream().filter(mails::containsKey).count());
    }

    private List<String> broken(Promise promise) {
        return broken.stream()
                .filter(one -> one.promise() == promise)
                .map(Broken::command)
                .toList();
    }

    /** How many different ones each command has. */
    private IntStream results() {
        return commands.stream().mapToInt(command ->
                (int) told(command.id()).stream().map(Told::event).distinct().count());
    }

    private List<Told> told(String command) {
        return told.getOrDefault(command, List.of());
    }

    private boolean ended(String command, String status) {
        return told(command).stream().anyMatch(result -> result.status().equals(status));
    }

    private List<String> those(Predicate<String> so) {
        return commands.stream().map(Command::id).filter(so).toList();
    }

    private SortedMap<String, Integer> statuses() {
        var statuses = new TreeMap<String, Integer>();
        for (Command command : commands) {
            told(command.id()).stream()
                    .findFirst()
                    .ifPresent(result -> statuses.merge(result.status(), 1, Integer::sum));
        }
        return statuses;
    }
}
