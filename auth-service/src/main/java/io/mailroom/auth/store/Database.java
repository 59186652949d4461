package io.mailroom.auth.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The way to PostgreSQL. In the service a statement belongs to the JTA transaction of its caller; where there is none, and in
 * an operator's command, it is a transaction of its own.
 */
@Singleton
public final class Database {
    private final DataSource source;

    @Inject
    public Database(DataSource source) {
        this.source = source;
    }

    /** For what runs without the service. */
    public static Database at(String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return new Database(source);
    }

    <T> List<T> query(RowReader<T> reader, String sql, @Nullable Object... values) {
        return on(connection -> query(connection, reader, sql, values));
    }

    <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... values) {
        return query(reader, sql, values).stream().findFirst();
    }

    long count(String sql, @Nullable Object... values) {
        return query(row -> row.getLong(1), sql, values).getFirst();
    }

    /** @return how many rows it changed */
    int update(String sql, @Nullable Object... values) {
        return on(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                set(update, values);
                return update.executeUpdate();
            }
        });
    }

    /** For what runs without the service: all of it is committed together, or nothing. */
    <T> T inTransaction(Work<T> work) {
        return on(connection -> {
            connection.setAutoCommit(false);
            T done = work.on(connection);
            connection.commit();
            return done;
        });
    }

    private <T> T on(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    static <T> List<T> query(Connection connection, RowReader<T> reader, String sql, @Nullable Object... values)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            set(query, values);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
        }
        return found;
    }

    /** The same statement for each row of values, sent together. */
    static void updateEach(Connection connection, String sql, List<Object[]> rows) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Object[] values : rows) {
                set(update, values);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Instant at) {
                statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
            } else if (value instanceof Collection<?> texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
