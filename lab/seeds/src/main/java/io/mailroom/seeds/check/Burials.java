package io.mailroom.seeds.check;

import io.mailroom.model.command.Limits;
import io.mailroom.seeds.erp.Backend;
import io.mailroom.worker.record.RawRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Whatever names no command stands once in the dead letters: whole if it fits there, else as much of it as does. */
final class Burials {
    /** Where the original stands and why it is here. */
    private static final long HEADERS = 2_000;

    private final List<String> violations = new ArrayList<>();
    private final Circumstances were;
    private final int readings;

    Burials(Witness witness, Circumstances were) {
        this.were = were;
        this.readings = witness.readings();
        witness.garbage().forEach(each -> buried(each, witness.garbage(), witness.dead()));
        if (witness.dead().size() > witness.garbage().size() * readings) {
            violations.add("BURIED ALIVE: " + witness.dead().size() + " dead letters of "
                    + witness.garbage().size() + " records without a name");
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    private void buried(Backend.Garbage one, List<Backend.Garbage> garbage, List<RawRecord> dead) {
        String place = one.partition() + "@" + one.offset();
        List<RawRecord> letters = dead.stream()
                .filter(letter -> place.equals(
                        Witness.header(letter, "mailroom-partition") + "@" + Witness.header(letter, "mailroom-offset")))
                .toList();
        // Two topics of the same name have the same places.
        List<Backend.Garbage> there = garbage.stream()
                .filter(other -> other.partition() == one.partition() && other.offset() == one.offset())
                .toList();
        long kept = there.stream().filter(other -> !other.gone()).count();
        if (letters.size() < kept || letters.size() > there.size() * readings) {
            violations.add("DEAD LETTERS: " + letters.size() + " of the record at " + place);
        } else if (!one.gone() && letters.stream().noneMatch(letter -> rightly(one.value(), letter))) {
            violations.add("DEAD LETTER CUT WRONGLY: of the record at " + place);
        }
    }

    private boolean rightly(byte[] original, RawRecord letter) {
        byte[] value = letter.value() == null ? new byte[0] : letter.value();
        boolean cut = !Witness.header(letter, "mailroom-length").isEmpty();
        if (!cut) {
            return Arrays.equals(original, value);
        }
        long head = Math.min(Limits.HEAD_BYTES, original.length);
        return original.length + HEADERS > were.buries()
                && (value.length == head || head + HEADERS > were.buries())
                && Arrays.equals(Arrays.copyOf(original, value.length), value)
                && Witness.header(letter, "mailroom-length").equals(Integer.toString(original.length))
                && Witness.header(letter, "mailroom-sha256").equals(sha256(original));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
