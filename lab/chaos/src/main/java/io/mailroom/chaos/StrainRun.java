package io.mailroom.chaos;

import io.mailroom.chaos.join.PoisonJoin;
import io.mailroom.chaos.join.PoisonVerdict;
import io.mailroom.chaos.join.SecondJoin;
import io.mailroom.chaos.join.SecondVerdict;
import io.mailroom.chaos.listen.FoundDeadLetter;
import io.mailroom.chaos.listen.ResultEvent;
import io.mailroom.chaos.listen.TopicReader;
import io.mailroom.chaos.plan.StrainPlan;
import io.mailroom.chaos.poison.PoisonPublisher;
import io.mailroom.chaos.report.StrainReport;
import io.mailroom.chaos.second.SecondClient;
import io.mailroom.chaos.second.TopicChanger;
import io.mailroom.chaos.trouble.Disturbance;
import io.mailroom.chaos.trouble.SlowMailboxes;
import io.mailroom.chaos.trouble.TroubleLog;
import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.topic.TopicNames;
import io.mailroom.promises.Mail;
import io.mailroom.promises.Promise;
import io.mailroom.stack.broker.Broker;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.lab.SimulatorLab;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The strain of a round: what carries it out, and what came of it so far. */
final class StrainRun implements AutoCloseable {
    /** Dead letters are large, and a round's program small. */
    private static final int FETCH_BYTES = 16 * 1024 * 1024;

    private final PoisonPublisher poisonPublisher;
    private final SlowMailboxes slow;
    private final Optional<SecondClient> second;
    private final TopicReader<FoundDeadLetter> deadLetters;
    private final List<Disturbance> disturbances = new ArrayList<>();

    StrainRun(
            StackInfo stack,
            SimulatorLab lab,
            StrainPlan plan,
            List<ConnectionId> connections,
            Optional<SecondClient> second,
            Instant begin,
            TroubleLog troubleLog) {
        this.poisonPublisher = new PoisonPublisher(stack, connections, plan.poison(), begin);
        this.slow = new SlowMailboxes(lab, plan.stretches(), begin);
        this.second = second;
        this.deadLetters = new TopicReader<>(
                Broker.of(stack)
                        .with("fetch.max.bytes", FETCH_BYTES)
                        .with("max.partition.fetch.bytes", FETCH_BYTES)
                        .with("max.poll.records", 4),
                TopicNames.dead(new ClientName(stack.client().name())),
                record -> Optional.of(FoundDeadLetter.of(record)));
        disturbances.add(poisonPublisher);
        disturbances.add(slow);
        second.ifPresent(client -> disturbances.add(new TopicChanger(client, plan.changes(), begin, troubleLog)));
    }

    List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }

    /** How many poison records and commands of the second client have not ended as they must. */
    int unended(List<ResultEvent> told) {
        second.ifPresent(client -> {
            boolean _ = client.results().look(); // what it misses is seen by the next look
        });
        return poison(told, List.of()).lost().size()
                + second(List.of())
                        .map(verdict -> verdict.kept().of(Promise.NOT_LOST).size())
                        .orElse(0);
    }

    private PoisonVerdict poison(List<ResultEvent> told, List<Mail> mails) {
        return PoisonJoin.of(poisonPublisher.published(), poisonPublisher.refused(), mails, told, deadLetters.found());
    }

    private Optional<SecondVerdict> second(List<Mail> mails) {
        return second.map(
                client -> SecondJoin.of(client.record(), mails, client.results().told()));
    }

    /** @param mails those of the first client's mailboxes */
    StrainReport report(List<ResultEvent> told, SimulatorRecord simulator, List<Mail> mails) {
        List<Mail> ofSecond =
                second.map(client -> simulator.mails(client.addresses())).orElse(List.of());
        return new StrainReport(poison(told, mails), second(ofSecond), slow.begun());
    }

    /** For the line that tells how it goes. */
    String line() {
        return "poison %d, slow stretches %d%s"
                .formatted(
                        poisonPublisher.published().size(),
                        slow.begun(),
                        second.map(client -> ", changes of " + SecondClient.NAME + " "
                                        + client.record().changes())
                                .orElse(""));
    }

    @Override
    public void close() {
        deadLetters.close();
    }
}
