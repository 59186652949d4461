package io.mailroom.auth.store;

import io.mailroom.auth.entra.ConditionalAccess;
import io.mailroom.model.event.ConnectionState;
import org.jspecify.annotations.Nullable;

/** What a person can do about a state. */
public final class NextSteps {
    private NextSteps() {}

    public static @Nullable String of(ConnectionState state, @Nullable Integer aadsts) {
        return switch (state) {
            case CONNECTED -> null;
            case NEEDS_RECONNECT -> "The owner of the mailbox opens a new connect link and signs in again.";
            case NEEDS_ADMIN -> forAdmin(aadsts);
            case OPERATOR_FAULT ->
                "Mailroom's operator corrects the app registration for this tenant or cloud; the mailbox owner need do"
                        + " nothing.";
            case DISCONNECTED -> "Ask for a new connection if the mailbox is to be used again.";
        };
    }

    private static String forAdmin(@Nullable Integer aadsts) {
        int code = aadsts == null ? 0 : aadsts;
        return switch (code) {
            case 50057 -> "An administrator of the tenant enables the account again.";
            case 50105 -> "An administrator of the tenant assigns the user to the app.";
            default ->
                ConditionalAccess.stopped(code)
                        ? "A Conditional Access policy of the tenant stops the app; an administrator allows it, or the user"
                                + " signs in from an allowed device."
                        : "An administrator of the tenant grants consent to the app; then the user opens a new connect"
                                + " link.";
        };
    }
}
