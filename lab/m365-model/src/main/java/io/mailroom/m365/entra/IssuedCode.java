package io.mailroom.m365.entra;

import java.time.Instant;

/** A code on its way to the app. */
record IssuedCode(AuthorizeRequest request, String oid, Instant issuedAt, boolean redeemed) {
    IssuedCode spent() {
        return new IssuedCode(request, oid, issuedAt, true);
    }
}
