package io.mailroom.m365;

import io.mailroom.m365.delta.DeltaStreams;
import io.mailroom.m365.delta.DeltaTokens;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.Accounts;
import io.mailroom.m365.directory.Apps;
import io.mailroom.m365.directory.Consents;
import io.mailroom.m365.directory.Delegations;
import io.mailroom.m365.directory.Tenant;
import io.mailroom.m365.directory.Tenants;
import io.mailroom.m365.mailbox.ItemIds;
import io.mailroom.m365.mailbox.Mailboxes;
import io.mailroom.m365.settings.ExchangeSettings;
import io.mailroom.m365.throttle.Throttle;
import io.mailroom.m365.transport.Schedule;
import io.mailroom.m365.transport.SentLog;
import io.mailroom.m365.transport.Task;
import io.mailroom.m365.transport.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One Microsoft 365. Time, chance and behaviour are handed in and it starts no thread, so with the same three the same
 * calls give the same answers.
 */
public record M365Model(
        Tenants tenants,
        Accounts accounts,
        Apps apps,
        Consents consents,
        Delegations delegations,
        Mailboxes mailboxes,
        SentLog sent,
        Schedule schedule,
        Transport transport,
        DeltaStreams deltaStreams,
        DeltaTokens deltaTokens,
        Throttle throttle,
        InstantSource clock,
        Supplier<? extends ExchangeSettings> settings) {

    public M365Model(RandomGenerator random, InstantSource clock, Supplier<? extends ExchangeSettings> settings) {
        var ids = new ItemIds(random);
        var accounts = new Accounts();
        var mailboxes = new Mailboxes(ids);
        var sent = new SentLog();
        var schedule = new Schedule(settings);
        this(
                new Tenants(),
                accounts,
                new Apps(),
                new Consents(),
                new Delegations(),
                mailboxes,
                sent,
                schedule,
                new Transport(schedule, sent, mailboxes, accounts, settings, clock),
                new DeltaStreams(ids),
                new DeltaTokens(random),
                new Throttle(settings, clock),
                clock,
                settings);
    }

    /**
     * The mailbox of that address, which is made if there is none, for a program that marks its mails.
     *
     * @param property the id of the extended property that holds the mark
     */
    public MarkedMailbox marked(String address, String property) {
        Tenant tenant = tenants.findOrCreate(address.substring(address.indexOf('@') + 1));
        Account owner = accounts.findOrCreate(address, address, tenant);
        return new MarkedMailbox(owner, mailboxes.findOrCreate(owner.oid()), transport, clock, settings, property);
    }

    /** Tasks are taken before mailboxes: what was dispatched in between is found done, never undone. */
    public M365State state() {
        List<Task> tasks = schedule.all();
        return new M365State(
                deltaTokens.save(),
                tenants.all(),
                accounts.all(),
                apps.all(),
                consents.all(),
                delegations.all(),
                mailboxes.states(),
                deltaStreams.all(),
                tasks,
                sent.all());
    }

    public void restore(M365State saved) {
        deltaTokens.restore(saved.deltaKey());
        tenants.restore(saved.tenants());
        accounts.restore(saved.accounts());
        apps.restore(saved.apps());
        consents.restore(saved.consents());
        delegations.restore(saved.delegations());
        mailboxes.restore(saved.mailboxes());
        deltaStreams.restore(saved.streams());
        schedule.restore(saved.tasks());
        sent.restore(saved.sent());
    }
}
