package io.mailroom.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.m365.delta.DeltaStream;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Consents.Consent;
import io.mailroom.m365.directory.Delegations.Delegation;
import io.mailroom.m365.directory.Tenant;
import io.mailroom.m365.mailbox.MailboxState;
import io.mailroom.m365.transport.SentEntry;
import io.mailroom.m365.transport.Task;
import io.mailroom.simulator.entra.AccessGrant;
import io.mailroom.simulator.entra.RefreshGrant;
import io.mailroom.simulator.entra.SecretLog;
import java.util.List;
import java.util.Map;

/**
 * Everything that survives a restart. Not in it: codes on their way (they live ten minutes), faults, the record of
 * requests.
 */
record Snapshot(
        String clockAhead,
        JsonNode settings,
        Map<String, Object> signingKey,
        String deltaKey,
        List<Tenant> tenants,
        List<Account> accounts,
        List<AppRegistration> apps,
        List<Consent> consents,
        List<Delegation> delegations,
        Map<String, AccessGrant> accessTokens,
        Map<String, RefreshGrant> refreshTokens,
        List<SecretLog.Entry> secrets,
        List<MailboxState> mailboxes,
        List<DeltaStream> streams,
        List<Task> tasks,
        List<SentEntry> sent) {}
