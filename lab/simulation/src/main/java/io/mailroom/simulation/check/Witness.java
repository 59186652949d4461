package io.mailroom.simulation.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailJson;
import io.mailroom.simulation.auth.Leases;
import io.mailroom.simulation.broker.Broker;
import io.mailroom.simulation.broker.Log;
import io.mailroom.simulation.erp.Asked;
import io.mailroom.simulation.erp.Backend;
import io.mailroom.simulation.graph.Mailboxes;
import io.mailroom.worker.intake.RawRecord;
import io.mailroom.worker.journal.JournalKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** All that was asked, answered and truly done. */
public final class Witness {
    private final Mailboxes mailboxes;
    private final Leases leases;
    private final List<Asked> asked;
    private final Map<CommandKey, List<Answer>> answers;

    public Witness(Broker broker, Mailboxes mailboxes, Leases leases, List<Asked> asked) {
        this.mailboxes = mailboxes;
        this.leases = leases;
        this.asked = asked;
        this.answers = broker.logs(TopicNames.results(Backend.CLIENT)).stream()
                .map(Log::all)
                .flatMap(List::stream)
                .filter(record -> MailResult.TYPE.equals(header(record, "ce_type")))
                .map(Witness::answer)
                .collect(Collectors.groupingBy(Answer::command));
    }

    List<Asked> asked() {
        return asked;
    }

    List<Answer> answers(Asked command) {
        return answers.getOrDefault(command.key(), List.of());
    }

    List<Mailboxes.Sent> sent(Asked command) {
        String key = journalKey(command);
        return mailboxes.sent().stream().filter(sent -> sent.key().equals(key)).toList();
    }

    /** When each mailbox was asked to send. */
    Map<String, List<Instant>> sends() {
        return mailboxes.sendsAsked();
    }

    /** Whether somebody took its item away. */
    boolean tampered(Asked command) {
        return mailboxes.tampered().contains(journalKey(command));
    }

    boolean tampered() {
        return !mailboxes.tampered().isEmpty();
    }

    boolean connectionWasLost(Asked command) {
        return leases.everLost(new ConnectionId(command.mailbox()));
    }

    long drafts() {
        return mailboxes.drafts();
    }

    private static String journalKey(Asked command) {
        return JournalKey.of(Backend.CLIENT, new ConnectionId(command.mailbox()), command.key())
                .hex();
    }

    private static Answer answer(RawRecord record) {
        try {
            JsonNode data = MailJson.read(Objects.requireNonNull(record.value()));
            JsonNode command = data.path("command");
            return new Answer(
                    header(record, "ce_id"),
                    new CommandKey(
                            command.path("source").asText(), command.path("id").asText()),
                    data.path("status").asText(),
                    data.path("code").asText(),
                    record.timestamp());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(RawRecord record, String name) {
        return record.headers().stream()
                .filter(header -> header.name().equals(name) && header.value() != null)
                .map(header -> new String(Objects.requireNonNull(header.value()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
