package io.mailroom.worker.sync;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Some of the mails of a folder that were announced. As bytes: 1 for this form, then the {@linkplain MailHash hashes}, 12
 * bytes each, in rising order. The first byte is none that JSON begins with.
 *
 * <p>Bound: {@value #MOST} and one, unless it is of the deepest.
 */
final class Bucket implements Iterable<MailHash> {
    /** With more it is split: the halves then hold 64 of 12 bytes beside some 130 of key, record and batch. */
    static final int MOST = 128;

    private static final byte FORM = 1;

    private final TreeSet<MailHash> hashes = new TreeSet<>();

    /** Nothing if the bytes are none of this form. */
    static Optional<Bucket> read(byte[] value) {
        var bytes = ByteBuffer.wrap(value);
        if (value.length % MailHash.BYTES != 1 || bytes.get() != FORM) {
            return Optional.empty();
        }
        var bucket = new Bucket();
        while (bytes.hasRemaining()) {
            MailHash next = MailHash.read(bytes);
            if (!bucket.hashes.isEmpty() && bucket.hashes.last().compareTo(next) >= 0) {
                return Optional.empty();
            }
            bucket.hashes.add(next);
        }
        return Optional.of(bucket);
    }

    byte[] written() {
        var bytes = ByteBuffer.allocate(1 + hashes.size() * MailHash.BYTES).put(FORM);
        hashes.forEach(hash -> hash.write(bytes));
        return bytes.array();
    }

    /** @return whether it was not there */
    boolean add(MailHash hash) {
        return hashes.add(hash);
    }

    int size() {
        return hashes.size();
    }

    @Override
    public Iterator<MailHash> iterator() {
        return hashes.iterator();
    }
}
