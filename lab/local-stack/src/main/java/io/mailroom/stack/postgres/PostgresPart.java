package io.mailroom.stack.postgres;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.Checkout;
import io.mailroom.stack.home.StackHome;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.part.Part;
import io.mailroom.stack.process.Command;
import io.mailroom.stack.process.ProcessSpec;
import io.mailroom.stack.secrets.StackSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.utils.Utils;

/** PostgreSQL with its own durable defaults: what is committed is on disk. */
public record PostgresPart(Checkout checkout, StackHome home, StackSecrets secrets, int port) implements Part {
    public static final String NAME = "postgres";
    public static final int USUAL_PORT = 15432;
    private static final String USER = "mailroom";
    private static final String DATABASE = "mailroom";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> after() {
        return List.of();
    }

    public StackInfo.Postgres access() {
        return new StackInfo.Postgres(
                url(DATABASE), USER, secrets.postgresPassword().reveal());
    }

    @Override
    public void prepare() {
        PostgresBinaries binaries = PostgresBinaries.unpacked(checkout, folder());
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise(binaries);
        }
        StalePidFile.remove(data());
    }

    private void initialise(PostgresBinaries binaries) {
        Path fresh = folder().resolve("initialising");
        Path password = folder().resolve(".password");
        try {
            Utils.delete(fresh.toFile()); // of a start that was cut off
            Files.copy(secrets.postgresPasswordFile(), password, StandardCopyOption.REPLACE_EXISTING);
            Unprivileged user = Unprivileged.find();
            user.own(folder(), home.log(NAME));
            Command.run(
                    "Making the PostgreSQL data directory",
                    user.command(
                            binaries.program("initdb"),
                            "--pgdata=" + fresh,
                            "--username=" + USER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--data-checksums",
                            "--no-instructions"),
                    home.log(NAME),
                    Duration.ofSeconds(90));
            Files.move(fresh, data());
        } catch (IOException e) {
            throw new StackFailure("The PostgreSQL data directory cannot be made: " + e.getMessage(), e);
        } finally {
            delete(password);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackFailure("%s cannot be removed.".formatted(file), e);
        }
    }

    @Override
    public ProcessSpec process() {
        PostgresBinaries binaries = PostgresBinaries.unpacked(checkout, folder());
        List<String> command = Unprivileged.find()
                .command(
                        binaries.program("postgres"),
                        "-D",
                        data().toString(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=on",
                        "-c",
                        "synchronous_commit=on",
                        "-c",
                        "max_connections=200");
        return new ProcessSpec(NAME, command, home.log(NAME), url(DATABASE));
    }

    @Override
    public boolean isReady() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }

    @Override
    public void settle() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        } catch (SQLException e) {
            throw new StackFailure("The database %s cannot be made: %s".formatted(DATABASE, e.getMessage()), e);
        }
    }

    /** The children of a killed postmaster hold its shared memory for a moment, and a new one refuses to start. */
    @Override
    public int launches() {
        return 20;
    }

    private Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", secrets.postgresPassword().reveal());
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(url(database), properties);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private Path folder() {
        return home.data(NAME);
    }

    private Path data() {
        return folder().resolve("data");
    }
}
