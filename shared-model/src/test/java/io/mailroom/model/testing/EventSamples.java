package io.mailroom.model.testing;

import static io.mailroom.model.testing.CommandSamples.CONNECTION;
import static io.mailroom.model.testing.CommandSamples.recipient;
import static io.mailroom.model.testing.ResultSamples.ADELE;

import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.ConnectionState;
import io.mailroom.model.event.MailHeaders;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.id.ClientName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens without being asked for. */
public final class EventSamples {
    public static final Instant CHANGED = Instant.parse("2026-11-23T10:00:00Z");
    private static final String TENANT = "6f1d0c3a-0000-4000-8000-00000000c001";

    private EventSamples() {}

    public static MailReceived received() {
        return received(0);
    }

    public static MailReceived receivedByMany() {
        return received(9_500);
    }

    private static MailReceived received(int recipientsLeftOut) {
        return new MailReceived(
                CONNECTION,
                ADELE,
                "inbox",
                "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AbR2002",
                new MailHeaders(
                        "<AM0PR02MB2002@fabrikam.example>",
                        "AAQkAGI1001",
                        "Re: Invoice 2026-1001",
                        recipient("berta@fabrikam.example", "Berta Example"),
                        List.of(recipient("adele@contoso.example", "Adele Example")),
                        List.of(recipient("orders@fabrikam.example", null)),
                        recipientsLeftOut,
                        Instant.parse("2026-11-23T10:19:42Z")),
                true,
                "normal",
                false);
    }

    /** What is left when the sender's system gave nothing else, as with some reports. */
    public static MailReceived bareReceived() {
        return new MailReceived(
                CONNECTION,
                ADELE,
                "inbox",
                "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0AbR2003",
                MailHeaders.NONE,
                false,
                null,
                true);
    }

    public static ConnectionChanged connected() {
        return changed("e001", ConnectionState.CONNECTED, null, null, null);
    }

    public static ConnectionChanged needsReconnect() {
        return changed(
                "e002",
                ConnectionState.NEEDS_RECONNECT,
                "The user's sign-in was withdrawn.",
                50173,
                "Ask the user to open a new connect link and sign in.");
    }

    public static ConnectionChanged needsAdmin() {
        return changed(
                "e003",
                ConnectionState.NEEDS_ADMIN,
                "The tenant lets only administrators consent.",
                90094,
                "Ask an administrator of the tenant to grant consent.");
    }

    public static ConnectionChanged operatorFault() {
        return changed(
                "e004",
                ConnectionState.OPERATOR_FAULT,
                "Mailroom's client secret has expired.",
                7000222,
                "Nothing to do for the user; the operator of Mailroom renews the secret.");
    }

    public static ConnectionChanged disconnected() {
        return changed("e005", ConnectionState.DISCONNECTED, "The client ended the connection.", null, null);
    }

    private static ConnectionChanged changed(
            String number,
            ConnectionState state,
            @Nullable String reason,
            @Nullable Integer aadsts,
            @Nullable String nextStep) {
        return new ConnectionChanged(
                "0d8f5a52-0000-4000-8000-00000000" + number,
                CONNECTION,
                new ClientName("erp"),
                state,
                new ConnectionChanged.Cause(reason, aadsts, nextStep),
                new ConnectionChanged.TenantMailbox(ADELE, TENANT),
                "global",
                CHANGED);
    }
}
