package io.mailroom.auth.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Plain statements for what runs before the service or without it, where there is no Hibernate: the check of the keys at
 * the start and the operator's commands. Each statement is a transaction of its own unless it is given a connection.
 */
public final class Jdbc {
    private final DataSource database;

    public Jdbc(DataSource database) {
        this.database = database;
    }

    public <T> List<T> query(RowReader<T> reader, String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return query(connection, reader, sql, values);
        }
    }

    public long count(String sql, Object... values) throws SQLException {
        return query(row -> row.getLong(1), sql, values).getFirst();
    }

    public void update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection()) {
            updateEach(connection, sql, List.of(List.of(values)));
        }
    }

    /** All of it is committed together, or nothing. */
    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            T done = work.on(connection);
            connection.commit();
            return done;
        }
    }

    static <T> List<T> query(Connection connection, RowReader<T> reader, String sql, Object... values)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            set(query, List.of(values));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
        }
        return found;
    }

    /** The same statement for each row of values, sent together. */
    static void updateEach(Connection connection, String sql, List<List<Object>> rows) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (List<Object> values : rows) {
                set(update, values);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, List<Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
