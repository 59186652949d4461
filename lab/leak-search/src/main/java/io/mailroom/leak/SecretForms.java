package io.mailroom.leak;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ways in which a secret can stand in a text: as it is, encoded, or as a piece of that. */
final class SecretForms {
    /** Any run of this many characters of a form counts as the secret. */
    static final int PIECE = 16;

    private SecretForms() {}

    static Set<String> of(String secret) {
        var forms = new LinkedHashSet<String>();
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        forms.add(HexFormat.of().formatHex(bytes(secret)));
        // In base64 a secret looks different with none, one or two bytes before it, as in "client:secret".
        for (int before : List.of(0, 1, 2)) {
            String padded = "\0".repeat(before) + secret;
            String whole = Base64.getEncoder().withoutPadding().encodeToString(bytes(padded));
            String own = whole.substring(before == 0 ? 0 : before + 1, whole.length() - 1);
            forms.add(own);
            forms.add(own.replace('+', '-').replace('/', '_'));
        }
        forms.removeIf(form -> form.length() < PIECE);
        return forms;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
