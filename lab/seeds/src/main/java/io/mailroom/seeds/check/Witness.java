package io.mailroom.seeds.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.result.MailResult;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.model.wire.MailJson;
import io.mailroom.promises.Mail;
import io.mailroom.seeds.auth.Leases;
import io.mailroom.seeds.broker.Broker;
import io.mailroom.seeds.broker.Log;
import io.mailroom.seeds.erp.Asked;
import io.mailroom.seeds.erp.Backend;
import io.mailroom.seeds.graph.Mailboxes;
import io.mailroom.worker.journal.JournalKey;
import io.mailroom.worker.record.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that was asked, answered and truly done. */
public final class Witness {
    private final Mailboxes mailboxes;
    private final Leases leases;
    private final Backend backend;
    private final List<Asked> asked;
    private final List<RawRecord> dead;
    private final Map<CommandKey, List<Answer>> answers;

    public Witness(Broker broker, Mailboxes mailboxes, Leases leases, Backend backend) {
        this.mailboxes = mailboxes;
        this.leases = leases;
        this.backend = backend;
        this.asked = backend.asked();
        this.dead = broker.logs(TopicNames.dead(backend.client())).stream()
                .map(Log::all)
                .flatMap(List::stream)
                .toList();
        this.answers = broker.logs(TopicNames.results(backend.client())).stream()
                .flatMap(Witness::answers)
                .collect(Collectors.groupingBy(Answer::command));
    }

    ClientName client() {
        return backend.client();
    }

    List<Backend.Garbage> garbage() {
        return backend.garbage();
    }

    /** How often a record may have been read: by who does not see yet that its topic is another, and by who does. */
    int readings() {
        return 1 + 2 * backend.deletions();
    }

    List<RawRecord> dead() {
        return dead;
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

    /** All that left the mailboxes of this client, by the commands that asked for it. */
    List<Mail> mails() {
        Map<String, String> commands = asked.stream()
                .collect(Collectors.toMap(
                        this::journalKey, command -> command.key().id(), (one, _) -> one));
        Set<String> own = asked.stream()
                .map(command -> Mailboxes.address(command.mailbox()))
                .collect(Collectors.toSet());
        return mailboxes.sent().stream()
                .filter(sent -> own.contains(sent.mailbox()))
                .map(sent -> new Mail(sent.number(), commands.getOrDefault(sent.key(), sent.key())))
                .toList();
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

    private String journalKey(Asked command) {
        return JournalKey.of(backend.client(), new ConnectionId(command.mailbox()), command.key())
                .hex();
    }

    private static Stream<Answer> answers(Log log) {
        return IntStream.range(0, log.all().size())
                .filter(i -> MailResult.TYPE.equals(header(log.all().get(i), "ce_type")))
                .mapToObj(i -> answer(log.all().get(i), log.appended().get(i)));
    }

    private static Answer answer(RawRecord record, Instant at) {
        try {
            JsonNode data = MailJson.read(Objects.requireNonNull(record.value()));
            JsonNode command = data.path("command");
            return new Answer(
                    header(record, "ce_id"),
                    new CommandKey(
                            command.path("source").asText(), command.path("id").asText()),
                    data.path("status").asText(),
                    data.path("code").asText(),
                    at,
                    Stream.of("receivedAt", "startedAt", "submittedAt", "finishedAt")
                            .map(data.path("timings")::path)
                            .filter(JsonNode::isTextual)
                            .map(time -> Instant.parse(time.asText()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String header(RawRecord record, String name) {
        return record.headers().stream()
                .filter(header -> header.name().equals(name) && header.value() != null)
                .map(header -> new String(Objects.requireNonNull(header.value()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }
}
