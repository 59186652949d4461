package io.mailroom.simulator.lab;

import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Consents.Consent;
import io.mailroom.m365.mailbox.Folder;
import io.mailroom.m365.mailbox.Mailbox;
import io.mailroom.m365.mailbox.WellKnownFolder;
import io.mailroom.simulator.lab.MailboxView.Connection;
import io.mailroom.simulator.lab.MailboxView.FolderView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts together what the lab and the page show of mailboxes. */
@ApplicationScoped
class MailboxViews {
    private final M365Model model;

    MailboxViews(M365Model model) {
        this.model = model;
    }

    List<MailboxView> all() {
        Map<String, List<Consent>> byOid = model.consents().all().stream().collect(Collectors.groupingBy(Consent::oid));
        return model.accounts().all().stream()
                .sorted(Comparator.comparing(Account::address))
                .map(account -> view(account, byOid.getOrDefault(account.oid(), List.of())))
                .toList();
    }

    MailboxView of(Account account) {
        return view(
                account,
                model.consents().all().stream()
                        .filter(it -> it.oid().equals(account.oid()))
                        .toList());
    }

    private MailboxView view(Account account, List<Consent> given) {
        Mailbox mailbox = model.mailboxes().findOrCreate(account.oid());
        return new MailboxView(
                account.address(),
                account.displayName(),
                account.oid(),
                model.tenants().get(account.tenantId()).domain(),
                account.tenantId(),
                account.disabled(),
                mailbox.locked(() -> folders(mailbox)),
                given.stream().map(this::connection).toList());
    }

    private static List<FolderView> folders(Mailbox mailbox) {
        return mailbox.folders().stream()
                .filter(folder -> folder.wellKnown() != WellKnownFolder.ROOT)
                .map(folder -> folder(mailbox, folder))
                .toList();
    }

    private static FolderView folder(Mailbox mailbox, Folder folder) {
        WellKnownFolder wellKnown = folder.wellKnown();
        return new FolderView(
                folder.id(),
                folder.displayName(),
                wellKnown == null ? "" : wellKnown.wellKnownName(),
                mailbox.count(folder.id()),
                mailbox.unread(folder.id()));
    }

    private Connection connection(Consent consent) {
        String app = model.apps()
                .find(consent.clientId())
                .map(AppRegistration::displayName)
                .orElse(consent.clientId());
        return new Connection(consent.clientId(), app, consent.scopes());
    }
}
