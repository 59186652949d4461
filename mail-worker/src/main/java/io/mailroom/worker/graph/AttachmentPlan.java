package io.mailroom.worker.graph;

import io.mailroom.model.command.Attachment;
import io.mailroom.model.command.SendMail;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which attachments travel inside the request that creates the draft, and which follow one by one. Graph takes them
 * inside (user-post-messages: "include an attachment"), and each that does saves a call; the whole request must stay
 * under about 4 MB. This plan reckons with {@value #REQUEST_BYTES} bytes: it guesses what JSON adds, and a text of which more
 * than a quarter has to be escaped takes more.
 *
 * @param inside the longest run of attachments from the first that fits; so their order is kept
 */
public record AttachmentPlan(List<Attachment> inside, List<Attachment> afterwards) {
    static final int REQUEST_BYTES = 3_500_000;
    /** JSON names, addresses, name and type of a file: a generous guess for each part. */
    private static final int OVERHEAD = 2_000;

    public AttachmentPlan {
        inside = List.copyOf(inside);
        afterwards = List.copyOf(afterwards);
    }

    public static AttachmentPlan of(SendMail mail) {
        long room = REQUEST_BYTES - textBytes(mail);
        int fitting = 0;
        for (Attachment attachment : mail.attachments()) {
            room -= base64Bytes(attachment) + OVERHEAD;
            if (room < 0) {
                break;
            }
            fitting++;
        }
        List<Attachment> all = mail.attachments();
        return new AttachmentPlan(all.subList(0, fitting), all.subList(fitting, all.size()));
    }

    private static long textBytes(SendMail mail) {
        long recipients =
                (long) mail.to().size() + mail.cc().size() + mail.bcc().size();
        long body = mail.body().content().getBytes(StandardCharsets.UTF_8).length;
        return body + body / 4 + (recipients + mail.replyTo().size()) * 1_000 + OVERHEAD; // a quarter for escapes
    }

    private static long base64Bytes(Attachment attachment) {
        return (attachment.bytes().size() + 2L) / 3 * 4;
    }
}
