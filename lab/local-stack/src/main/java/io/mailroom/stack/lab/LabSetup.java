package io.mailroom.stack.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.stack.secrets.LocalSecret;
import io.mailroom.stack.secrets.StackSecrets;
import io.mailroom.stack.service.Addresses;
import io.mailroom.stack.service.LabApps;

/** Fills a fresh simulator: the three applications and a few people. Doing it again changes nothing. */
public record LabSetup(SimulatorLab lab, Addresses addresses, StackSecrets secrets) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public void run() {
        ObjectNode mailroom = app("Mailroom", secrets.entraSecret(), true);
        mailroom.withArray("redirectUris").add(addresses.authService() + "/callback");
        mailroom.putArray("roles");
        lab.putApp(LabApps.MAILROOM, mailroom);
        lab.putApp(LabApps.CLIENT, withRole(app("ERP backend", secrets.clientSecret(), false), "Mailroom.Client"));
        lab.putApp(LabApps.WORKER, withRole(app("Mailroom worker", secrets.workerSecret(), false), "Mailroom.Worker"));
        lab.mailbox("adele@contoso.example", "Adele Vance");
        lab.mailbox("alex@contoso.example", "Alex Wilber");
        lab.mailbox("grace@contoso.example", "Grace Hill");
        lab.mailbox("henri@fabrikam.example", "Henri Blanc");
    }

    private static ObjectNode app(String name, LocalSecret secret, boolean multiTenant) {
        ObjectNode app = JSON.createObjectNode()
                .put("displayName", name)
                .put("tenant", Addresses.OPERATOR_TENANT)
                .put("multiTenant", multiTenant);
        app.putArray("secrets").add(secret.reveal());
        app.putArray("redirectUris");
        return app;
    }

    private static ObjectNode withRole(ObjectNode app, String role) {
        app.putArray("roles").add(role);
        return app;
    }
}
