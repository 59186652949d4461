package io.mailroom.chaos.join;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.mailroom.chaos.listen.Told;
import io.mailroom.chaos.plan.Command;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Lays commands, mails and results beside each other. */
public final class Join {
    private static final Set<String> SAYS_NOTHING_WENT_OUT = Set.of("FAILED", "REJECTED", "CANCELLED");

    private final List<? extends Command> commands;
    private final Map<String, List<Mail>> mails;
    private final Map<String, List<Told>> told;
    /** The distinct results of a command, in the order in which they were told. */
    private final Map<String, List<Told>> results;

    private Join(List<? extends Command> commands, List<Mail> mails, List<Told> told) {
        this.commands = commands;
        this.mails = mails.stream().collect(groupingBy(Mail::command));
        this.told = told.stream().collect(groupingBy(Told::command));
        this.results =
                told.stream().collect(groupingBy(Told::command, collectingAndThen(toList(), Join::distinctEvents)));
    }

    private static List<Told> distinctEvents(List<Told> all) {
        Set<String> seen = new HashSet<>();
        return all.stream().filter(one -> seen.add(one.event())).toList();
    }

    public static Verdict of(List<? extends Command> commands, List<Mail> mails, List<Told> told) {
        return new Join(commands, mails, told).verdict();
    }

    private Verdict verdict() {
        List<String> unknown = those(id -> ended(id, "UNKNOWN"));
        return new Verdict(
                commands.size(),
                mails.values().stream().mapToInt(List::size).sum(),
                statuses(),
                those(id -> results(id).isEmpty()),
                those(id -> mails(id).size() > 1),
                those(id -> results(id).size() > 1),
                results().min().orElse(0),
                results().max().orElse(0),
                those(id ->
                        told.getOrDefault(id, List.of()).size() > results(id).size()),
                those(id -> ended(id, "SENT") && mails(id).isEmpty()),
                those(id -> saysNothingWentOut(id) && !mails(id).isEmpty()),
                outOfOrder(),
                strangers(),
                unknown,
                (int) unknown.stream().filter(id -> !mails(id).isEmpty()).count());
    }

    private IntStream results() {
        return commands.stream().mapToInt(command -> results(command.id()).size());
    }

    private List<Mail> mails(String command) {
        return mails.getOrDefault(command, List.of());
    }

    private List<Told> results(String command) {
        return results.getOrDefault(command, List.of());
    }

    private boolean ended(String command, String status) {
        return results(command).stream().anyMatch(result -> result.status().equals(status));
    }

    private boolean saysNothingWentOut(String command) {
        return results(command).stream().anyMatch(result -> SAYS_NOTHING_WENT_OUT.contains(result.status()));
    }

    private List<String> those(Predicate<String> so) {
        return commands.stream().map(Command::id).filter(so).toList();
    }

    private SortedMap<String, Integer> statuses() {
        var statuses = new TreeMap<String, Integer>();
        for (Command command : commands) {
            results(command.id()).stream()
                    .findFirst()
                    .ifPresent(result -> statuses.merge(result.status(), 1, Integer::sum));
        }
        return statuses;
    }

    private List<String> strangers() {
        Set<String> foreign = new LinkedHashSet<>(mails.keySet());
        commands.forEach(command -> foreign.remove(command.id()));
        return foreign.stream().sorted().toList();
    }

    private List<String> outOfOrder() {
        List<? extends Command> sent = commands.stream()
                .filter(command ->
                        ended(command.id(), "SENT") && !mails(command.id()).isEmpty())
                .toList();
        return Order.broken(
                sent, id -> mails(id).stream().mapToLong(Mail::number).min().orElseThrow());
    }
}
