package io.mailroom.stack.service;

import io.mailroom.stack.StackOptions;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.kafka.KafkaPart;
import io.mailroom.stack.lab.LabSetup;
import io.mailroom.stack.lab.SimulatorLab;
import io.mailroom.stack.part.Part;
import io.mailroom.stack.postgres.PostgresPart;
import io.mailroom.stack.secrets.StackSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Configures the services so that they find each other. */
public record Services(StackOptions options, StackSecrets secrets, Addresses addresses) {
    public static final String SIMULATOR = "m365-simulator";
    public static final String AUTH = "auth-service";
    public static final String WORKER = "mail-worker";

    public Part simulator() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("simulator.public-url", addresses.simulator());
        values.put(
                "simulator.state-file",
                options.home().data(SIMULATOR).resolve("state.json").toString());
        LabSetup setup = new LabSetup(new SimulatorLab(addresses.lab()), addresses, secrets);
        return part(SIMULATOR, "lab/m365-simulator", addresses.simulatorPort(), values, List.of(), setup::run);
    }

    public Part authService(StackInfo.Postgres postgres, String client) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        values.put("quarkus.datasource.username", postgres.user());
        values.put("quarkus.datasource.password", postgres.password());
        values.put("kafka.bootstrap.servers", addresses.bootstrapServers());
        values.put("quarkus.oidc.auth-server-url", addresses.issuer());
        values.put("quarkus.oidc.token.audience", "api://mailroom");
        values.put("mailroom.public-url", addresses.authService());
        values.put("mailroom.clients." + client + ".client-id", LabApps.CLIENT);
        values.put("mailroom.clients." + client + ".return-urls", addresses.returnUrl());
        values.put("mailroom.entra.client-id", LabApps.MAILROOM);
        values.put(
                "mailroom.entra.client-secret-file", secrets.entraSecretFile().toString());
        values.put("mailroom.entra.clouds.global.login-url", addresses.simulator());
        values.put("mailroom.entra.clouds.global.graph-url", addresses.simulator());
        values.put("mailroom.crypt.key-ring-file", secrets.masterKeyRing().toString());
        values.put("mailroom.crypt.deployment-id", "local-stack");
        // All browsers and clients of this stack are one machine.
        values.put("mailroom.limits.browser-per-address", "100000");
        values.put("mailroom.limits.browser-in-all", "100000");
        values.put("mailroom.limits.links-per-client", "100000");
        List<String> after = List.of(PostgresPart.NAME, KafkaPart.NAME, SIMULATOR);
        return part(AUTH, AUTH, addresses.authPort(), values, after, () -> {});
    }

    public Part worker(String name, int port) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kafka.bootstrap.servers", addresses.bootstrapServers());
        values.put("mailroom.worker.name", name);
        values.put("mailroom.journal.directory", options.home().data(name).toString());
        values.put("mailroom.lease.auth-service", addresses.authService());
        values.put("quarkus.oidc-client.auth-server-url", addresses.issuer());
        values.put("quarkus.oidc-client.client-id", LabApps.WORKER);
        values.put(
                "quarkus.oidc-client.credentials.secret", secrets.workerSecret().reveal());
        values.put("quarkus.oidc-client.scopes", "api://mailroom/.default");
        values.putAll(options.settingsOf(WORKER));
        return part(name, WORKER, port, values, List.of(KafkaPart.NAME, SIMULATOR), () -> {});
    }

    private Part part(
            String name, String module, int port, Map<String, String> values, List<String> after, Runnable settle) {
        values.putAll(options.settingsOf(name));
        return new ServicePart(options, name, module, port, values, after, settle);
    }
}
