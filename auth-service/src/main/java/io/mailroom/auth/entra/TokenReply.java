package io.mailroom.auth.entra;

import java.time.Duration;

/** What the token endpoint said. */
public sealed interface TokenReply {
    record Granted(GrantedTokens tokens) implements TokenReply {}

    record Refused(Refusal refusal) implements TokenReply {}

    /** No answer, or one that says nothing: whether the request was carried out is not known. */
    record Unavailable(Duration retryAfter) implements TokenReply {}
}
