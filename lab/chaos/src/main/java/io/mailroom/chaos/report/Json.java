package io.mailroom.chaos.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.chaos.join.PoisonVerdict;
import io.mailroom.chaos.join.SecondVerdict;
import io.mailroom.chaos.join.Verdict;
import io.mailroom.model.wire.MailJson;
import io.mailroom.promises.Promise;
import java.util.List;

/** For a program: the same as the table, as one object. */
public final class Json {
    private Json() {}

    public static ObjectNode of(Report report) {
        Verdict verdict = report.verdict();
        ObjectNode json = MailJson.object()
                .put("clean", report.clean())
                .put("commands", verdict.commands())
                .put("sentMails", verdict.mails());
        ObjectNode results = json.putObject("results");
        verdict.statuses().forEach(results::put);
        for (Violation violation : Violation.values()) {
            list(json.putArray(violation.json), verdict.of(violation.promise));
        }
        json.putObject("resultsPerCommand").put("min", verdict.fewest()).put("max", verdict.most());
        list(json.putArray("unknown"), verdict.unknown());
        json.put("unknownSent", verdict.unknownSent());
        json.put("mostCallsAtOnce", report.peaks().callsAtOnce());
        json.put("mostSendsIn60s", report.peaks().sendsAMinute());
        poison(json.putObject("poison"), report.strain().poison());
        report.strain().second().ifPresent(second -> second(json.putObject("secondClient"), second));
        json.put("slowStretches", report.strain().slowStretches());
        troubles(json.putObject("troubles"), report);
        return json.put("graphCalls", report.calls())
                .put("graphFaults", report.faults())
                .put("slowestRecoveryMs", report.slowestRecovery().toMillis())
                .put("resultsPerSecond", Math.round(report.throughput() * 10) / 10.0)
                .put("tookMs", report.took().toMillis())
                .put("seed", report.options().seed())
                .put("logs", report.clean() ? null : report.logs().toString());
    }

    private static void poison(ObjectNode json, PoisonVerdict poison) {
        json.put("published", poison.published())
                .put("answered", poison.answered())
                .put("buried", poison.buried())
                .put("cut", poison.cut())
                .put("refusedByBroker", poison.refused());
        list(json.putArray("lost"), poison.lost());
        list(json.putArray("endedTwice"), poison.endedTwice());
        list(json.putArray("altered"), poison.altered());
        list(json.putArray("wrong"), poison.wrong());
    }

    private static void second(ObjectNode json, SecondVerdict second) {
        json.put("changes", second.changes())
                .put("commands", second.kept().commands())
                .put("deletedWithTopic", second.deleted());
        list(json.putArray("lost"), second.kept().of(Promise.NOT_LOST));
        list(json.putArray("offenders"), second.kept().offenders());
        list(json.putArray("deletedTwice"), second.deletedTwice());
        json.put("slowestHealingMs", second.slowestHealing().toMillis());
    }

    private static void troubles(ObjectNode json, Report report) {
        report.troubles()
                .forEach((kind, counts) -> json.putObject(kind.word())
                        .put("killed", counts.killed())
                        .put("stopped", counts.stopped())
                        .put("endedByItself", counts.byItself()));
    }

    private static void list(ArrayNode array, List<String> ids) {
        ids.forEach(array::add);
    }
}
