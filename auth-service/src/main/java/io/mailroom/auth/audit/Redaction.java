package io.mailroom.auth.audit;

import java.util.regex.Pattern;

/**
 * The one rule for what must not be told, for logs, spans and answers. No secret is meant to get that far; this is for
 * what libraries say by themselves. It masks by form: JWTs, Fernet tokens, bearer headers, values of the parameters and
 * JSON fields that carry secrets in OAuth, and the secret of a link. Pure.
 */
public final class Redaction {
    private static final String MASK = "[redacted]";
    private static final String NAMES = "code|state|nonce|access_token|refresh_token|id_token|client_secret"
            + "|client_assertion|code_verifier|assertion|password|accessToken|refreshToken|clientSecret";

    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]*){0,4}");
    private static final Pattern FERNET = Pattern.compile("gAAAA[\\w-]{20,}={0,2}");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer|basic)\\s+[\\w.~+/=-]{8,}");
    private static final Pattern PARAMETER = Pattern.compile("(?<![\\w-])(" + NAMES + ")=([^&\\s\"',;]+)");
    private static final Pattern FIELD = Pattern.compile("(\"(?:" + NAMES + ")\"\\s*:\\s*)\"[^\"]*\"");
    private static final Pattern LINK = Pattern.compile("/connect/[\\w%-]{8,}");

    private Redaction() {}

    /** The same text without what has the form of a secret; the very same object if there was nothing. */
    public static String of(String text) {
        String clean = text;
        clean = LINK.matcher(clean).replaceAll("/connect/" + MASK);
        clean = FIELD.matcher(clean).replaceAll("$1\"" + MASK + "\"");
        clean = PARAMETER.matcher(clean).replaceAll("$1=" + MASK);
        clean = BEARER.matcher(clean).replaceAll("$1 " + MASK);
        clean = JWT.matcher(clean).replaceAll(MASK);
        clean = FERNET.matcher(clean).replaceAll(MASK);
        return clean.equals(text) ? text : clean;
    }
}
