package io.mailroom.model.command;

/**
 * What one command may hold. A command over a limit is {@code REJECTED / TOO_LARGE} with the field at fault. The limits
 * are Microsoft's where Microsoft has one, so that a mail is refused here, before anything of it stands in a mailbox.
 * Characters are Unicode code points, as JSON Schema counts them.
 */
public final class Limits {
    /** To, cc and bcc together. Exchange Online's default; an administrator may allow up to 1,000. */
    public static final int RECIPIENTS = 500;

    /** Addresses in replyTo. Exchange names no bound; more than a few are a mistake. */
    public static final int REPLY_TO = 20;

    /** The name shown with an address: what fits beside it in a directory entry of Exchange (256 characters). */
    public static final int RECIPIENT_NAME = 255;

    /** Exchange cuts or refuses a longer subject. */
    public static final int SUBJECT = 255;

    /**
     * The HTML and the text, each. At three bytes of UTF-8 a character the draft stays under the 4 MB that Graph takes
     * in one request.
     */
    public static final int BODY = 1_000_000;

    /** Exchange Online takes no more in one mail. */
    public static final int ATTACHMENTS = 250;

    /**
     * Bytes of one attachment before base64: Graph takes less than 3 MB in one request, more only by upload session. Of
     * what 3 MB may mean it is the smaller (facts B9).
     */
    public static final int ATTACHMENT_BYTES = 2_999_999;

    /** The longest base64 text that can hold it. The decoded size decides: padding is what tells the last byte. */
    public static final int ATTACHMENT_BASE64 = (ATTACHMENT_BYTES + 2) / 3 * 4;

    /** The longest file name that Windows and Linux file systems can store. */
    public static final int ATTACHMENT_NAME = 255;

    /** RFC 6838 section 4.2: 127 for the type, 127 for the subtype, and the stroke between them. */
    public static final int CONTENT_TYPE = 255;

    /** Long enough for any {@code cid:} that mail programs make. */
    public static final int CONTENT_ID = 255;

    /** A well-known name or an id of a folder; Graph's folder ids have some 120 characters. */
    public static final int FOLDER = 255;

    /**
     * Bytes of a command's data as they stand in Kafka: two attachments of the largest size with their mail. Kafka
     * copies a record whole at every hop, so larger files do not belong into one.
     */
    public static final int COMMAND_BYTES = 8 * 1024 * 1024;

    /**
     * What {@code max.message.bytes} of a commands topic is: the data, and 64 KiB for key, headers and batch. With {@code
     * compression.type=uncompressed} beside it, it is also what a compressed record may unpack to.
     */
    public static final int RECORD_BYTES = COMMAND_BYTES + 64 * 1024;

    /** What Mailroom adds to a record that it keeps (parked, dead): headers that say why. */
    public static final int KEEPING_BYTES = 64 * 1024;

    /** What {@code max.message.bytes} of {@code mail.parked} and of {@code mail.dead.*} must be at least. */
    public static final int KEPT_RECORD_BYTES = RECORD_BYTES + KEEPING_BYTES;

    /**
     * What {@code max.message.bytes} of every other topic must be at least, which is Kafka's default. Whatever Mailroom
     * writes itself is smaller.
     */
    public static final int USUAL_RECORD_BYTES = 1_048_588;

    /** What of a record that does not fit the dead letters is kept of it, beside its length and digest. */
    public static final int HEAD_BYTES = 64 * 1024;

    /** Characters of a CloudEvents type that is read; the longest of Mailroom's own has 35. */
    public static final int EVENT_TYPE = 128;

    /** Bytes of a record's key that are kept where its head is all that fits. */
    public static final int HEAD_OF_KEY_BYTES = 128;

    // What Microsoft Graph says, cut or left out where it is read. Characters are UTF-16 code units here.

    /** A code of an error; Graph's longest has some 60 characters. */
    public static final int GRAPH_CODE = 100;

    /** The header {@code request-id}, a UUID as a rule. */
    public static final int GRAPH_REQUEST_ID = 100;

    /** An id of an item, folder or conversation, or a Message-ID (RFC 5322 section 2.1.1: a line has 998 characters). */
    public static final int GRAPH_ID = 1_000;

    /** A nextLink or deltaLink: what servers take as an address at most. */
    public static final int GRAPH_LINK = 16_000;

    /** The subject of a mail that came in; Exchange keeps 255. */
    public static final int RECEIVED_SUBJECT = 1_000;

    /** To and cc together, of a mail that came in; the others are counted. */
    public static final int RECEIVED_RECIPIENTS = 500;

    /** Bytes of the largest event of a mail that came in: with key and headers under Kafka's default of 1 MiB. */
    public static final int RECEIVED_BYTES = 1_000_000;

    private Limits() {}
}
