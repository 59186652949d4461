package io.mailroom.worker.sync;

/**
 * What records of {@code mail.cursors} are called: {@code client/connection/folder} where its sync stands, the same with
 * {@code #} and at most {@value #DEEPEST} binary digits a {@link Bucket}, with {@code #} and 22 characters a {@link
 * SingleMark}, {@code client/#migrated} that no single mark of the client is left. Neither client, connection nor folder
 * have {@code #} or {@code /} in their names, so none of these can be taken for another.
 */
final class CursorKeys {
    static final char MARK = '#';

    /** Digits of a bucket's key at most, which is enough for a hundred million mails in a folder. */
    static final int DEEPEST = 20;

    private CursorKeys() {}

    /** @param bits what the hashes in it begin with */
    static String bucket(String folder, String bits) {
        return folder + MARK + bits;
    }

    static String ofClient(String client) {
        return client + "/";
    }

    static String migrated(String client) {
        return ofClient(client) + MARK + "migrated";
    }

    /** To whom a record belongs; empty if to nobody. */
    static String client(String key) {
        return key.substring(0, Math.max(0, key.indexOf('/')));
    }
}
