package io.mailroom.m365;

import io.mailroom.m365.delta.DeltaStream;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Consents.Consent;
import io.mailroom.m365.directory.Delegations.Delegation;
import io.mailroom.m365.directory.Tenant;
import io.mailroom.m365.mailbox.MailboxState;
import io.mailroom.m365.transport.SentEntry;
import io.mailroom.m365.transport.Task;
import java.util.List;

/** A model at one moment, but for what its limits have counted. */
public record M365State(
        String deltaKey,
        List<Tenant> tenants,
        List<Account> accounts,
        List<AppRegistration> apps,
        List<Consent> consents,
        List<Delegation> delegations,
        List<MailboxState> mailboxes,
        List<DeltaStream> streams,
        List<Task> tasks,
        List<SentEntry> sent) {}
