package io.mailroom.stack.secrets;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.OwnerOnly;
import io.mailroom.stack.home.StackHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** The secrets of one home: 32 random bytes each, made at first use and the same ever after. */
public final class StackSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Path folder;

    public StackSecrets(StackHome home) {
        this.folder = home.secrets();
    }

    public LocalSecret postgresPassword() {
        return secret("postgres-password");
    }

    /** With it the ERP backend gets its own tokens. */
    public LocalSecret clientSecret() {
        return secret("erp-client-secret");
    }

    public LocalSecret workerSecret() {
        return secret("worker-client-secret");
    }

    /** With it auth-service speaks to Entra for all users. */
    public LocalSecret entraSecret() {
        return secret("entra-client-secret");
    }

    public Path postgresPasswordFile() {
        return file("postgres-password", StackSecrets::random);
    }

    public Path entraSecretFile() {
        return file("entra-client-secret", StackSecrets::random);
    }

    /** Lines {@code ID KEY}; the first is the primary. */
    public Path masterKeyRing() {
        return file("master-key-ring", () -> "local-1 " + random() + "\n");
    }

    private LocalSecret secret(String name) {
        Path file = file(name, StackSecrets::random);
        try {
            return new LocalSecret(Files.readString(file).strip());
        } catch (IOException e) {
            throw new StackFailure("%s cannot be read.".formatted(file), e);
        }
    }

    private Path file(String name, Supplier<String> fresh) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? file : OwnerOnly.write(file, fresh.get());
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
