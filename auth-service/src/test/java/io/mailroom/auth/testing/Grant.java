package io.mailroom.auth.testing;

import java.util.Map;

/** What a person consented to, and how it was asked for. */
record Grant(Person person, String authority, Map<String, String> query) {
    /** Whether a code of this grant is redeemed where and by whom it was asked for. */
    boolean redeemable(String askedOn, Map<String, String> form) {
        return authority.equals(askedOn)
                && String.valueOf(form.get("redirect_uri")).equals(query.get("redirect_uri"))
                && TestingTokens.challenge(String.valueOf(form.get("code_verifier")))
                        .equals(query.get("code_challenge"));
    }
}
