package io.mailroom.systemtests;

import io.mailroom.systemtests.RunningStack.Driven;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Everything that the stack has left behind anywhere, as text; bytes are read as Latin-1, so that none is lost. */
record WrittenData(Driven driven) {
    /** Of the parts' standard output and error, the builds' too. */
    Map<String, String> logs() {
        return files(RunningStack.OPTIONS.home().logs());
    }

    /** The segments as they lie on the disk: committed or not, of every topic. */
    Map<String, String> segments() {
        return files(RunningStack.OPTIONS.home().data("kafka"));
    }

    /** Tables, indexes and the write-ahead log: also what was overwritten or deleted since. */
    Map<String, String> databaseFiles() {
        return files(RunningStack.OPTIONS.home().data("postgres"));
    }

    /** The records of all topics, also if their producers compress. */
    Map<String, String> records() {
        var texts = new TreeMap<String, String>();
        for (String topic : driven.topics().names()) {
            var text = new StringBuilder();
            driven.topics().everything(topic).forEach(record -> text.append(text(record)));
            texts.put(topic, text.toString());
        }
        return texts;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        var text = new StringBuilder(latin(record.key())).append('\n');
        for (Header header : record.headers()) {
            text.append(header.key()).append(latin(header.value())).append('\n');
        }
        return text.append(latin(record.value())).append('\n').toString();
    }

    /** The rows of all tables. */
    List<String> rows() throws SQLException {
        var rows = new ArrayList<String>();
        try (Connection database = driven.database()) {
            for (String table : column(
                    database, "select table_name from information_schema.tables where table_schema = 'public'")) {
                rows.addAll(column(database, "select row_to_json(t)::text from \"" + table + "\" t"));
            }
        }
        return rows;
    }

    List<String> column(String query) throws SQLException {
        try (Connection database = driven.database()) {
            return column(database, query);
        }
    }

    private static List<String> column(Connection database, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (ResultSet rows = database.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static Map<String, String> files(Path folder) {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            texts.put(folder.getParent().relativize(file).toString(), read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    private static String latin(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
