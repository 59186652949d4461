package io.mailroom.stack.cli;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.AttachmentBytes;
import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.erp.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "send", description = "Publishes a mail and waits for its result.")
final class SendCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--connection",
            required = true,
            paramLabel = "ID",
            description = "As ./mailroom connect printed it.")
    private String connection = "";

    @Option(names = "--to", required = true, split = ",", paramLabel = "ADDRESS", description = "One or more.")
    private List<String> to = List.of();

    @Option(names = "--cc", split = ",", paramLabel = "ADDRESS")
    private List<String> cc = List.of();

    @Option(names = "--bcc", split = ",", paramLabel = "ADDRESS")
    private List<String> bcc = List.of();

    @Option(names = "--subject", required = true, paramLabel = "TEXT")
    private String subject = "";

    @Option(names = "--text", paramLabel = "TEXT", description = "The body as plain text.")
    private String text = "";

    @Option(names = "--html-file", paramLabel = "FILE", description = "The body as HTML, instead of --text.")
    private @Nullable Path htmlFile;

    @Option(names = "--attach", paramLabel = "FILE", description = "May be given several times.")
    private List<Path> attach = List.of();

    @Option(names = "--id", paramLabel = "ID", description = "The command's id; the same id again sends nothing twice.")
    private String id = UUID.randomUUID().toString();

    @Option(names = "--json", description = "The event as a JSON line.")
    private boolean json;

    @Override
    public Integer call() {
        SendMail command = SendMail.builder(
                        new CommandKey(Commands.SOURCE, id),
                        CommandRun.connection(connection),
                        subject,
                        htmlFile == null ? new MailBody.PlainText(text) : new MailBody.Html(text(htmlFile)))
                .to(recipients(to))
                .cc(recipients(cc))
                .bcc(recipients(bcc))
                .attachments(attach.stream().map(SendCommand::attachment).toList())
                .build();
        return CommandRun.of(command, new EventPrinter(spec.commandLine().getOut(), json), Duration.ofMinutes(2));
    }

    private static List<Recipient> recipients(List<String> addresses) {
        return addresses.stream().map(SendCommand::recipient).toList();
    }

    private static Recipient recipient(String address) {
        try {
            return new Recipient(new MailboxAddress(address.strip()), null);
        } catch (IllegalArgumentException e) {
            throw new StackFailure("'%s' is no mail address: %s.".formatted(address, e.getMessage()));
        }
    }

    private static Attachment attachment(Path file) {
        try {
            String type = Objects.requireNonNullElse(Files.probeContentType(file), "application/octet-stream");
            AttachmentBytes bytes = AttachmentBytes.copyOf(Files.readAllBytes(file));
            return new Attachment(Objects.toString(file.getFileName()), type, bytes, false, null);
        } catch (IOException e) {
            throw new StackFailure("%s cannot be read.".formatted(file), e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StackFailure("%s cannot be read.".formatted(file), e);
        }
    }
}
