package io.mailroom.auth.entra;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the error with which Entra sends a browser back. Only the number of its description is looked at. */
public final class AuthorizeError {
    private static final Pattern AADSTS = Pattern.compile("AADSTS(\\d{4,8})\\b");
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

    private AuthorizeError() {}

    public static Refusal read(String error, @Nullable String description) {
        Matcher number = AADSTS.matcher(description == null ? "" : description);
        Integer aadsts = number.find() ? Integer.valueOf(number.group(1)) : null;
        String code = safe(error);
        RefusalKind kind = RefusalKinds.classify(0, code, null, aadsts == null ? List.of() : List.of(aadsts));
        return new Refusal(kind, code, aadsts, null, null);
    }

    static String safe(String error) {
        return CODE.matcher(error).matches() ? error : "unknown_error";
    }
}
