package io.mailroom.auth.entra;

import java.util.Set;

/** Which AADSTS numbers say that a policy of the tenant, or its protection from risk, stops the sign-in (facts A7). */
public final class ConditionalAccess {
    private static final Set<Integer> KNOWN = Set.of(50131, 53000, 53001, 53002, 53003, 53004, 53011);

    private ConditionalAccess() {}

    /** Microsoft adds to the 5300xx: whatever comes among them, an administrator of the tenant must act. */
    public static boolean stopped(int aadsts) {
        return KNOWN.contains(aadsts) || aadsts / 100 == 5300;
    }
}
