package io.mailroom.auth.entra;

/** A credential that cannot be used now, in one sentence that quotes nothing of it. It never has a cause. */
final class UnusableCredential extends RuntimeException {
    private final String sentence;

    UnusableCredential(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
