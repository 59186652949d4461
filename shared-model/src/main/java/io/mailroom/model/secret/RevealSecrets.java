package io.mailroom.model.secret;

/**
 * The one greppable door to clear text. A rule of the build allows its use only where a secret is put on a wire or
 * encrypted.
 */
public final class RevealSecrets {
    private static final RevealSecrets ACCESS = new RevealSecrets();

    private RevealSecrets() {}

    /** Says, where it stands, that the clear text leaves this process on purpose. */
    public static RevealSecrets forTheWire() {
        return ACCESS;
    }
}
