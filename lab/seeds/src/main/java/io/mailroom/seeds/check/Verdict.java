package io.mailroom.seeds.check;

import io.mailroom.promises.Command;
import io.mailroom.promises.Judge;
import io.mailroom.promises.Result;
import io.mailroom.seeds.erp.Asked;
import io.mailroom.seeds.erp.Backend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What every command is promised, and what the circumstances of a seed allow beyond it, against the ground truth. */
public final class Verdict {
    private static final Duration PROMPT = Duration.ofSeconds(170);

    private final Witness witness;
    private final Circumstances were;
    private final List<String> violations = new ArrayList<>();

    public Verdict(Witness witness, Circumstances were) {
        this.witness = witness;
        this.were = were;
        if (!were.rest()) {
            violations.add("STUCK: something still waits when all should be over");
        }
        promises();
        witness.asked().forEach(this::command);
        witness.sends().forEach((mailbox, sends) -> {
            if (!were.pace().kept(sends, were.clocksDiffer())) {
                violations.add("TOO FAST: " + mailbox + " was asked for more sends than "
                        + were.pace().most() + " in " + were.pace().window().toSeconds() + " s");
            }
        });
        violations.addAll(new Burials(witness, were).violations());
        // Where nobody died and nobody meddled, nothing is left behind either.
        if (were.undisturbed() && !witness.tampered() && witness.drafts() > 0) {
            violations.add("LEFT BEHIND: " + witness.drafts() + " drafts");
        }
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }

    private void command(Asked asked) {
        List<Answer> answers = witness.answers(asked);
        List<Answer> own = answers.stream().filter(answer -> own(asked, answer)).toList();
        answers.forEach(answer -> expect(inOrder(answer.times()), asked, "TIMES OUT OF ORDER: " + answer.times()));
        if (own.isEmpty()) {
            return;
        }
        switch (asked.kind()) {
            case SEND -> sent(asked, own.getFirst());
            case CANCEL -> cancelled(asked, own.getFirst());
            case WRONG -> expect(own.getFirst().status().equals("REJECTED"), asked, "WRONG: not rejected");
            case SYNC -> expect(!own.getFirst().status().equals("UNKNOWN"), asked, "SYNC: unknown");
        }
        prompt(asked, own.getFirst());
    }

    /** A record in the wrong partition may be too large to be moved; another one at home is carried out. */
    private boolean notMoved(Asked asked, Answer answer) {
        return asked.astray()
                && asked.large()
                && were.moves() < Backend.LARGEST
                && answer.status().equals("REJECTED")
                && answer.code().equals("TOO_LARGE");
    }

    private boolean cannotBeKept(Asked asked) {
        return asked.large() && were.keeps() < Backend.LARGEST;
    }

    private static boolean inOrder(List<Instant> times) {
        return times.equals(times.stream().sorted().toList());
    }

    /** What is promised to every command. */
    private void promises() {
        List<Command> commands = witness.asked().stream()
                .sorted(Comparator.comparingInt(Asked::number))
                .map(this::expected)
                .toList();
        List<Result> results = witness.asked().stream()
                .flatMap(asked -> witness.answers(asked).stream()
                        .map(answer ->
                                new Result(answer.eventId(), asked.key().id(), answer.status(), !own(asked, answer))))
                .toList();
        Judge.judge(commands, witness.mails(), results).forEach(broken -> violations.add(client() + broken));
    }

    private Command expected(Asked asked) {
        int records = asked.published().size();
        boolean doubtful = witness.tampered(asked) || witness.connectionWasLost(asked) || cannotBeKept(asked);
        boolean ordered = asked.kind() == Asked.Kind.SEND && asked.sendAt() == null && !asked.astray();
        return new Command(
                asked.key().id(),
                asked.mailbox(),
                records - asked.gone(),
                records * witness.readings(),
                asked.kind() != Asked.Kind.SEND || doubtful,
                ordered && !leftOpen(asked) && !deleted(asked),
                ordersOthers(asked));
    }

    /** Whether it says how the command ended, and not why one of its records was not taken. */
    private boolean own(Asked asked, Answer answer) {
        return !answer.code().equals("IDEMPOTENCY_CONFLICT") && !notMoved(asked, answer);
    }

    private void sent(Asked asked, Answer answer) {
        if (answer.code().equals("TOO_LARGE")) {
            expect(cannotBeKept(asked), asked, "TURNED AWAY: it was not too large to wait");
        }
        // By a clock that leapt two hours its time to sign in was over.
        if (answer.code().equals("RECONNECT_REQUIRED") && were.clocksDiffer().compareTo(Duration.ofHours(1)) < 0) {
            violations.add(
                    witness.client() + " " + asked.key().id() + " GIVEN UP: the user had signed in again in time");
        }
        Instant sendAt = asked.sendAt();
        if (sendAt != null) {
            expect(
                    witness.sent(asked).stream()
                            .noneMatch(
                                    sent -> sent.at().plus(were.clocksDiffer()).isBefore(sendAt)),
                    asked,
                    "TOO EARLY: sent before its time");
        }
        Instant expiresAt = asked.expiresAt();
        if (answer.code().equals("EXPIRED")) {
            expect(
                    expiresAt != null && !answer.at().plus(were.clocksDiffer()).isBefore(expiresAt),
                    asked,
                    "EXPIRED before its time");
        }
    }

    /** Yes and no are both certain. */
    private void cancelled(Asked asked, Answer answer) {
        witness.asked().stream()
                .filter(other -> other.key().equals(asked.target()) && !deleted(other))
                .forEach(target -> {
                    boolean yes = answer.status().equals("CANCELLED");
                    List<String> others = witness.answers(target).stream()
                            .map(Answer::status)
                            .filter(status -> !status.equals("REJECTED"))
                            .distinct()
                            .toList();
                    if (yes) {
                        expect(others.equals(List.of("CANCELLED")), asked, "FALSE YES: the command ended as " + others);
                    } else if (!target.astray()) {
                        expect(answer.status().equals("FAILED"), asked, "NO ANSWER: " + answer.status());
                        expect(
                                target.hasty() || !answer.code().equals("COMMAND_UNKNOWN"),
                                asked,
                                "FALSE NO: the command was known");
                    }
                });
    }

    private void prompt(Asked asked, Answer answer) {
        boolean now = asked.sendAt() == null && asked.published().size() == 1;
        if (now && were.healthy().contains(asked.mailbox())) {
            Duration took = Duration.between(asked.published().getFirst(), answer.at());
            int before = (int) witness.asked().stream()
                    .filter(other -> other.mailbox().equals(asked.mailbox()))
                    .count();
            Duration prompt = PROMPT.plus(were.pace().timeFor(before));
            expect(took.compareTo(prompt) <= 0, asked, "HELD UP: a healthy mailbox waited " + took);
        }
    }

    /** It may have gone with its topic in the midst of what was done for it; or one of its records has, and no other. */
    private boolean deleted(Asked asked) {
        return asked.gone() > 0
                && (witness.answers(asked).isEmpty() || asked.published().size() > 1);
    }

    /** Nobody waits for the outcome of what cannot be kept waiting (the contract, "Order"). */
    private boolean leftOpen(Asked asked) {
        return cannotBeKept(asked)
                && witness.answers(asked).stream()
                        .anyMatch(answer -> answer.status().equals("UNKNOWN"));
    }

    /** What is published before anybody has seen that the topic was made anew comes behind all older, and in no order. */
    private boolean ordersOthers(Asked command) {
        return witness.readings() == 1 || command.gone() > 0;
    }

    private void expect(boolean kept, Asked asked, String otherwise) {
        if (!kept) {
            violations.add(client() + asked.key().id() + " " + otherwise);
        }
    }

    private String client() {
        return witness.client().value().equals("erp") ? "" : witness.client() + " ";
    }
}
