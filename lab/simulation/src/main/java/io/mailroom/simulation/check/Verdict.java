package io.mailroom.simulation.check;

import io.mailroom.simulation.erp.Asked;
import io.mailroom.simulation.graph.Mailboxes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** P1, P2 and the order of each mailbox, against the ground truth. */
public final class Verdict {
    private static final Duration PROMPT = Duration.ofSeconds(170);

    private final Witness witness;
    private final Pace pace;
    private final Set<String> healthy;
    private final List<String> violations = new ArrayList<>();

    /**
     * @param rest whether everything came to rest in time
     * @param healthy mailboxes whose commands nothing may have held up
     */
    public Verdict(Witness witness, boolean rest, Pace pace, Set<String> healthy) {
        this.witness = witness;
        this.pace = pace;
        this.healthy = healthy;
        if (!rest) {
            violations.add("STUCK: something still waits after half a day");
        }
        witness.asked().forEach(this::command);
        order();
        witness.sends().forEach((mailbox, sends) -> {
            if (!pace.kept(sends)) {
                violations.add("TOO FAST: " + mailbox + " was asked for more sends than " + pace.most() + " in "
                        + pace.window().toSeconds() + " s");
            }
        });
        // Where nobody died and nobody meddled, nothing is left behind either.
        if (!healthy.isEmpty() && !witness.tampered() && witness.drafts() > 0) {
            violations.add("LEFT BEHIND: " + witness.drafts() + " drafts");
        }
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }

    private void command(Asked asked) {
        List<Answer> answers = witness.answers(asked);
        answered(asked, answers);
        List<Answer> own = answers.stream()
                .filter(answer -> !answer.code().equals("IDEMPOTENCY_CONFLICT"))
                .toList();
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

    /** Each record has its answer, once, and the same command always the same. */
    private void answered(Asked asked, List<Answer> answers) {
        int records = asked.published().size();
        expect(answers.size() >= records, asked, "LOST: " + answers.size() + " answers to " + records + " records");
        expect(
                answers.size() <= records,
                asked,
                "TOLD AGAIN: " + answers.size() + " answers to " + records + " records");
        List<String> different = answers.stream()
                .filter(answer -> !answer.code().equals("IDEMPOTENCY_CONFLICT"))
                .map(answer -> answer.status() + " " + answer.eventId())
                .distinct()
                .toList();
        expect(different.size() <= 1, asked, "TWO RESULTS: " + String.join(", ", different));
    }

    private void sent(Asked asked, Answer answer) {
        int mails = witness.sent(asked).size();
        expect(mails <= 1, asked, "DUPLICATED: sent " + mails + " times");
        switch (answer.status()) {
            case "SENT" -> expect(mails >= 1, asked, "FALSE CLAIM: SENT, but nothing left");
            case "UNKNOWN" ->
                expect(
                        witness.tampered(asked) || witness.connectionWasLost(asked),
                        asked,
                        "NEEDLESSLY UNKNOWN: the mailbox could have told");
            default -> expect(mails == 0, asked, "FALSE DENIAL: " + answer.status() + ", but it was sent");
        }
        if (answer.code().equals("RECONNECT_REQUIRED")) {
            violations.add(asked.key().id() + " GIVEN UP: the user had signed in again in time");
        }
        Instant sendAt = asked.sendAt();
        if (sendAt != null) {
            expect(
                    witness.sent(asked).stream().noneMatch(sent -> sent.at().isBefore(sendAt)),
                    asked,
                    "TOO EARLY: sent before its time");
        }
        Instant expiresAt = asked.expiresAt();
        if (answer.code().equals("EXPIRED")) {
            expect(expiresAt != null && !answer.at().isBefore(expiresAt), asked, "EXPIRED before its time");
        }
    }

    /** Yes and no are both certain. */
    private void cancelled(Asked asked, Answer answer) {
        witness.asked().stream()
                .filter(other -> other.key().equals(asked.target()))
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
                        expect(!answer.code().equals("COMMAND_UNKNOWN"), asked, "FALSE NO: the command was known");
                    }
                });
    }

    private void prompt(Asked asked, Answer answer) {
        boolean now = asked.sendAt() == null && asked.published().size() == 1;
        if (now && healthy.contains(asked.mailbox())) {
            Duration took = Duration.between(asked.published().getFirst(), answer.at());
            Duration prompt = PROMPT.plus(pace.timeFor(witness.asked().size()));
            expect(took.compareTo(prompt) <= 0, asked, "HELD UP: a healthy mailbox waited " + took);
        }
    }

    private void order() {
        Map<String, List<Asked>> lines = witness.asked().stream()
                .filter(asked -> asked.kind() == Asked.Kind.SEND && asked.sendAt() == null && !asked.astray())
                .collect(Collectors.groupingBy(Asked::mailbox));
        lines.forEach((mailbox, commands) -> {
            List<Asked> inOrder = commands.stream()
                    .sorted(Comparator.comparingInt(Asked::number))
                    .toList();
            Instant last = Instant.MIN;
            for (Asked command : inOrder) {
                for (Mailboxes.Sent sent : witness.sent(command)) {
                    expect(!sent.at().isBefore(last), command, "OUT OF ORDER in " + mailbox);
                    last = sent.at();
                }
            }
        });
    }

    private void expect(boolean kept, Asked asked, String otherwise) {
        if (!kept) {
            violations.add(asked.key().id() + " " + otherwise);
        }
    }
}
