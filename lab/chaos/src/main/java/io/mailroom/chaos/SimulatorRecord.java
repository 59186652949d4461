package io.mailroom.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailroom.chaos.join.Load;
import io.mailroom.promises.Mail;
import io.mailroom.stack.StackFailure;
import io.mailroom.stack.erp.Answers;
import io.mailroom.stack.lab.SimulatorLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The simulator's side: what Exchange took, and each call, which is moved to a file so that a long round fits. */
final class SimulatorRecord {
    private final SimulatorLab lab;
    private final Path requests;
    private final Load load = new Load();
    private long calls;
    private long faults;

    SimulatorRecord(SimulatorLab lab, Path requests) {
        this.lab = lab;
        this.requests = requests;
    }

    synchronized void drain() {
        String lines = lab.drainRequests();
        try {
            Files.writeString(requests, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StackFailure("%s cannot be written.".formatted(requests), e);
        }
        calls += graph(lines).count();
        faults += graph(lines).filter(line -> line.contains("\"fault\":")).count();
        graph(lines).map(Answers::json).forEach(this::load);
    }

    private void load(JsonNode call) {
        load.add(
                call.path("mailbox").asText(),
                Instant.parse(call.required("time").asText()),
                Duration.ofMillis(call.required("durationMs").asLong()),
                call.path("path").asText().endsWith("/send"));
    }

    synchronized Load.Peaks peaks() {
        return load.peaks();
    }

    private static Stream<String> graph(String lines) {
        return lines.lines().filter(line -> line.contains("\"surface\":\"graph\""));
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long faults() {
        return faults;
    }

    List<Mail> mails(List<String> addresses) {
        return addresses.stream()
                .map(lab::sent)
                .flatMap(JsonNode::valueStream)
                .map(sent -> new Mail(
                        sent.path("number").asLong(), sent.path("subject").asText()))
                .toList();
    }
}
