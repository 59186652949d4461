package io.mailroom.chaos.join;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.mailroom.chaos.listen.ResultEvent;
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
import java.util.stream.IntStream;

/** Lays commands, mails and results beside each other. */
public final class Join {
    private final List<? extends Command> commands;
    private final Map<String, List<Mail>> mails;
    private final Map<String, List<ResultEvent>> told;
    private final Map<Promise, List<String>> broken;

    private Join(List<? extends Command> commands, List<Mail> mails, List<ResultEvent> told) {
        this.commands = commands;
        this.mails = mails.stream().collect(groupingBy(Mail::command));
        this.told = told.stream().collect(groupingBy(ResultEvent::command));
        this.broken = Judge.judge(
                        commands.stream().map(this::expected).toList(),
                        mails,
                        told.stream()
                                .map(one -> new Result(one.event(), one.command(), one.status()))
                                .toList())
                .stream()
                .collect(groupingBy(Broken::promise, mapping(Broken::command, toList())));
    }

    public static Verdict of(List<? extends Command> commands, List<Mail> mails, List<ResultEvent> told) {
        return new Join(commands, mails, told).verdict();
    }

    /** The order is that of what certainly went out. */
    private io.mailroom.promises.Command expected(Command command) {
        return io.mailroom.promises.Command.publishedOnce(
                command.id(), Integer.toString(command.mailbox()), ended(command.id(), "SENT"));
    }

    private Verdict verdict() {
        List<String> unknown = commands.stream()
                .map(Command::id)
                .filter(id -> ended(id, "UNKNOWN"))
                .toList();
        return new Verdict(
                commands.size(),
                mails.values().stream().mapToInt(List::size).sum(),
                statuses(),
                broken,
                results().min().orElse(0),
                results().max().orElse(0),
                unknown,
                (int) unknown.stream().filter(mails::containsKey).count());
    }

    /** How many different ones each command has. */
    private IntStream results() {
        return commands.stream().mapToInt(command -> (int)
                told(command.id()).stream().map(ResultEvent::event).distinct().count());
    }

    private List<ResultEvent> told(String command) {
        return told.getOrDefault(command, List.of());
    }

    private boolean ended(String command, String status) {
        return told(command).stream().anyMatch(result -> result.status().equals(status));
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
