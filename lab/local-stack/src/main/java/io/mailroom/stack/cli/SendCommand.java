package io.mailroom.stack.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.wire.MailJson;
import io.mailroom.stack.erp.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends what it is given as it is: what the contract refuses is refused by the worker, which names the field. */
@Command(name = "send", sortOptions = false, description = "Publishes a mail and waits for its result.")
final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connection",
            required = true,
            paramLabel = "ID",
            description = "As ./mailroom connect printed it.")
    private String connection = "";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Also as 'Name <address>'; several with commas between them, or the option again.")
    private List<String> to = List.of();

    @Option(names = "--cc", paramLabel = "ADDRESS", description = "Who gets a copy.")
    private List<String> cc = List.of();

    @Option(names = "--bcc", paramLabel = "ADDRESS", description = "Who gets a copy that the others do not see.")
    private List<String> bcc = List.of();

    @Option(names = "--reply-to", paramLabel = "ADDRESS", description = "Where answers go, if not to the sender.")
    private List<String> replyTo = List.of();

    @Option(names = "--subject", paramLabel = "TEXT", description = "The subject line.")
    private @Nullable String subject;

    @Option(names = "--text", paramLabel = "TEXT", description = "The body as plain text.")
    private @Nullable String text;

    @Option(
            names = {"--html", "--html-file"},
            paramLabel = "FILE",
            description = "The body as HTML; it is sent if there is a text, too.")
    private @Nullable Path html;

    @Option(names = "--importance", paramLabel = "LEVEL", description = "low, normal or high.")
    private @Nullable String importance;

    @Option(names = "--attach", paramLabel = "FILE", description = "May be given several times.")
    private List<Path> attach = List.of();

    @Option(
            names = "--inline",
            paramLabel = "FILE=ID",
            description = "A picture that the HTML names as cid:ID. May be given several times.")
    private List<String> inline = List.of();

    @Option(
            names = "--send-at",
            paramLabel = "TIME",
            description = "Not before this time, such as 2026-11-24T07:00:00Z.")
    private @Nullable String sendAt;

    @Option(names = "--expires-at", paramLabel = "TIME", description = "From this time on it is not sent any more.")
    private @Nullable String expiresAt;

    @Option(names = "--id", paramLabel = "ID", description = "The command's id; the same id again sends nothing twice.")
    private String id = UUID.randomUUID().toString();

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "With the id it names the command (default: ${DEFAULT-VALUE}).")
    private String source = Commands.SOURCE;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the result (default: ${DEFAULT-VALUE}).")
    private int seconds = 120;

    @Option(names = "--json", description = "The event as a JSON line.")
    private boolean json;

    @Override
    public Integer call() {
        ConnectionId mailbox = CommandRun.connection(connection);
        return new CommandRun(spec, json, Duration.ofSeconds(seconds))
                .of(mailbox, Commands.event(CommandRun.key(source, id), mailbox, SendMail.TYPE, data()));
    }

    /** What was not given is not there. */
    ObjectNode data() {
        ObjectNode data = MailJson.object().put("connectionId", connection);
        put(data, "to", AddressList.of(to));
        put(data, "cc", AddressList.of(cc));
        put(data, "bcc", AddressList.of(bcc));
        put(data, "replyTo", AddressList.of(replyTo));
        put(data, "subject", subject);
        put(data, "html", html == null ? null : AttachedFile.text(html));
        put(data, "text", text);
        put(data, "importance", importance);
        put(data, "sendAt", sendAt);
        put(data, "expiresAt", expiresAt);
        ArrayNode attachments = MailJson.object().arrayNode();
        attach.forEach(file -> attachments.add(AttachedFile.of(file)));
        inline.forEach(named -> attachments.add(AttachedFile.inline(named)));
        put(data, "attachments", attachments);
        return data;
    }

    private static void put(ObjectNode data, String field, @Nullable String value) {
        if (value != null) {
            data.put(field, value);
        }
    }

    private static void put(ObjectNode data, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            data.set(field, values);
        }
    }
}
