package io.mailroom.auth.entra;

import java.util.regex.Pattern;

/**
 * The first part of the path of every Entra endpoint: a tenant id, or {@code organizations} while the tenant is not
 * known. A code must be redeemed where it was asked for (AADSTS700005).
 */
public record Authority(String tenant) {
    private static final Pattern FORM =
            Pattern.compile("organizations|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public static final Authority ORGANIZATIONS = new Authority("organizations");

    public Authority {
        if (!FORM.matcher(tenant).matches()) {
            throw new IllegalArgumentException("an authority is 'organizations' or a tenant id");
        }
    }

    boolean namesTenant() {
        return !equals(ORGANIZATIONS);
    }
}
