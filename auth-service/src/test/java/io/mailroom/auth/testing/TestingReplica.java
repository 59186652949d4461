package io.mailroom.auth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The packaged service as a process of its own, which can be killed as a machine would be. */
public final class TestingReplica implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration START = Duration.ofSeconds(60);

    private final int port = freePort();
    private final Path log;
    private final Process process;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private TestingReplica(Path folder, String name, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("quarkus.http.port", String.valueOf(port));
        this.log = folder.resolve(name + ".log");
        this.process = launch(write(folder.resolve(name + ".properties"), all), log, List.of());
    }

    /** All of them at once; returns when each is ready. */
    public static List<TestingReplica> start(int count, Path folder, Map<String, String> settings) {
        List<TestingReplica> replicas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replicas.add(new TestingReplica(folder, "replica-" + i, settings));
        }
        replicas.forEach(TestingReplica::awaitReady);
        return replicas;
    }

    /** What is the same for all replicas of one deployment. */
    public static Map<String, String> settings(TestingPostgres postgres, String identityUrl, Path keyRing) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", "postgres");
        settings.put("kafka.bootstrap.servers", "localhost:1");
        settings.put("quarkus.oidc.auth-server-url", identityUrl + "/" + TestingEntra.OPERATOR + "/v2.0");
        settings.put("mailroom.public-url", "http://localhost:8700");
        settings.put("mailroom.clients.erp.client-id", "erp-app");
        settings.put("mailroom.clients.erp.return-urls", TestingClient.DONE);
        settings.put("mailroom.entra.client-id", "mailroom-app");
        settings.put("mailroom.entra.client-secret", TestingEntra.SECRET);
        settings.put("mailroom.entra.clouds.global.login-url", identityUrl);
        settings.put("mailroom.entra.clouds.global.graph-url", "https://graph.example");
        settings.put("mailroom.entra.clouds.global.scope-prefix", "https://graph.microsoft.com/");
        // Long enough for a thousand requests to a process that has just started, beside whatever else is running.
        settings.put("mailroom.entra.deadline", "PT8S");
        settings.put("mailroom.lease.refresh-lock", "PT9S");
        settings.put("mailroom.lease.patience", "PT1M");
        settings.put("quarkus.datasource.jdbc.acquisition-timeout", "PT1M");
        settings.put("mailroom.crypt.key-ring-file", keyRing.toString());
        settings.put("mailroom.crypt.deployment-id", "test");
        return settings;
    }

    public static Process launch(Path settings, Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + settings,
                "-jar",
                JAR.toString()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path write(Path file, Map<String, String> settings) {
        try {
            return Files.writeString(
                    file,
                    settings.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Instant giveUp = Instant.now().plus(START);
        while (!ready()) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("not ready: " + log());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean ready() {
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri().resolve("/q/health/ready"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public URI uri() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** @throws IOException if the replica died under it */
    public HttpResponse<String> lease(String id, String token) throws IOException, InterruptedException {
        return ask(token, "{\"connectionId\":\"" + id + "\",\"client\":\"erp\"}");
    }

    /** As a worker to which Graph refused a token. */
    public HttpResponse<String> lease(String id, String token, String refused)
            throws IOException, InterruptedException {
        return ask(token, "{\"connectionId\":\"" + id + "\",\"client\":\"erp\",\"refusedToken\":\"" + refused + "\"}");
    }

    private HttpResponse<String> ask(String token, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri().resolve("/internal/leases"))
                        .timeout(Duration.ofSeconds(40))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    /** SIGKILL: nothing is cleaned up. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
