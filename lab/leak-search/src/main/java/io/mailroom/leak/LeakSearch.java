package io.mailroom.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds every piece of {@link SecretForms#PIECE} characters of any form of any secret, in one pass over a text. */
public final class LeakSearch {
    private static final int PIECE = SecretForms.PIECE;
    private static final long BASE = 1_099_511_628_211L;

    private final Map<Long, String> pieces = new HashMap<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final long leaving;

    public LeakSearch() {
        long power = 1;
        for (int i = 1; i < PIECE; i++) {
            power *= BASE;
        }
        leaving = power;
    }

    /** @param kind what is reported instead of the secret */
    public void add(String kind, String secret) {
        for (String form : SecretForms.of(secret)) {
            for (int i = 0; i + PIECE <= form.length(); i++) {
                String piece = form.substring(i, i + PIECE);
                pieces.put(hash(piece), piece);
                kinds.put(piece, kind);
            }
        }
    }

    public int pieces() {
        return pieces.size();
    }

    /** The kinds of secrets of which the text holds a piece, each with its place. */
    public List<String> in(String where, String text) {
        var found = new ArrayList<String>();
        long hash = 0;
        for (int end = 0; end < text.length(); end++) {
            if (end >= PIECE) {
                hash -= text.charAt(end - PIECE) * leaving;
            }
            hash = hash * BASE + text.charAt(end);
            int begin = end - PIECE + 1;
            String piece = begin < 0 ? null : pieces.get(hash);
            if (piece != null && text.startsWith(piece, begin)) {
                found.add(where + " at " + begin + ": " + kinds.get(piece));
            }
        }
        return found;
    }

    private static long hash(String piece) {
        long hash = 0;
        for (int i = 0; i < PIECE; i++) {
            hash = hash * BASE + piece.charAt(i);
        }
        return hash;
    }
}
