package io.mailroom.m365.mailbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The folders every mailbox has, with the names by which Graph addresses them. */
public enum WellKnownFolder {
    ROOT("msgfolderroot", "Top of Information Store"),
    INBOX("inbox", "Inbox"),
    DRAFTS("drafts", "Drafts"),
    SENT_ITEMS("sentitems", "Sent Items"),
    DELETED_ITEMS("deleteditems", "Deleted Items"),
    ARCHIVE("archive", "Archive"),
    JUNK_EMAIL("junkemail", "Junk Email"),
    OUTBOX("outbox", "Outbox");

    private final String wellKnownName;
    private final String displayName;

    WellKnownFolder(String wellKnownName, String displayName) {
        this.wellKnownName = wellKnownName;
        this.displayName = displayName;
    }

    public String wellKnownName() {
        return wellKnownName;
    }

    public String displayName() {
        return displayName;
    }

    public static Optional<WellKnownFolder> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(folder -> folder.wellKnownName.equals(lower))
                .findFirst();
    }
}
