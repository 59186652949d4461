package io.mailroom.seeds.run;

import io.mailroom.model.id.ClientName;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.seeds.broker.Consumer;
import io.mailroom.seeds.broker.Looks;
import io.mailroom.seeds.broker.Reader;
import io.mailroom.seeds.broker.Writer;
import io.mailroom.seeds.graph.FaultyGraph;
import io.mailroom.seeds.mutant.Bug;
import io.mailroom.seeds.mutant.Port;
import io.mailroom.seeds.world.SimulatedProcess;
import io.mailroom.worker.call.RetryPolicy;
import io.mailroom.worker.command.Steps;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.index.IndexBroken;
import io.mailroom.worker.index.StateIndexes;
import io.mailroom.worker.limit.CallLimit;
import io.mailroom.worker.limit.SendPace;
import io.mailroom.worker.queue.MailboxQueues;
import io.mailroom.worker.send.SendRules;
import io.mailroom.worker.send.SendStep;
import io.mailroom.worker.session.Core;
import io.mailroom.worker.sync.SyncStep;
import io.mailroom.worker.time.SharedClock;
import io.mailroom.worker.token.TokenSource;
import io.mailroom.worker.topics.Holds;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A worker: the real core in a process of this world. After a failed session the next begins, as in production. */
final class Worker {
    private static final Duration CALL = Duration.ofSeconds(100);

    private static final SendRules RULES = new SendRules(
            Duration.ofSeconds(10),
            Duration.ofMinutes(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));

    /** @return limits with so much room for what has just come in, and for what takes long */
    static Core.Limits limits(int records, int slowRecords) {
        return new Core.Limits(
                new Core.InFlight(records, 1 << 20, slowRecords),
                new MailboxQueues.Bounds(3, Duration.ofSeconds(2)),
                Duration.ofMillis(5),
                1000,
                new Steps.Limits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(2)),
                Duration.ofDays(30),
                Duration.ofSeconds(10));
    }

    private final Surroundings around;
    private final SimulatedProcess process;
    private final Bug bug;
    private final Bug.Around right;
    private final TokenSource tokens;
    private final SharedClock clock;
    private final Holds holds;
    private final Looks looks;
    /** As long as the process lives. */
    private final StateIndexes indexes;

    private Optional<Core> core = Optional.empty();
    private Optional<Consumer> consumer = Optional.empty();
    private boolean terminating;

    Worker(Surroundings around, int index, Bug bug) {
        this.around = around;
        this.bug = bug;
        this.process = around.world().process("w" + index);
        process.setClock(around.clocks()[index]);
        this.clock = process.clock();
        this.looks = new Looks(
                around.world(),
                process,
                around.broker(),
                around.clients(),
                () -> consumer.ifPresent(Consumer::wake),
                this::clockIsWrong);
        var reader = new Reader(around.world(), around.broker(), process);
        this.right = new Bug.Around(around.world(), process, around.pace(), reader, looks);
        this.holds = bug.at(Port.HOLDS, looks, right);
        this.indexes = new StateIndexes(bug.at(Port.DISK, around.disks().get(index)::open, right), () -> {});
        this.tokens = new TokenSource(around.leases().asked(process), clock, Duration.ofMinutes(2));
        around.leases().onChange(connection -> process.deliver(() -> changed(connection)));
        process.execute(this::sessions);
    }

    private void clockIsWrong() {
        if (bug.at(Port.ENDS_WHEN_APART, true, right)) {
            consumer.ifPresent(Consumer::close);
        } else {
            clock.begin();
        }
    }

    private void changed(ConnectionId connection) {
        tokens.drop(connection);
        core.ifPresent(running -> running.partitions().owned().wake(connection));
    }

    SimulatedProcess process() {
        return process;
    }

    /** Records that it has in memory; none once it was killed. */
    int underWay() {
        return process.alive() ? core.map(Core::underWay).orElse(0) : 0;
    }

    boolean staysUp() {
        return process.alive() && !terminating;
    }

    /** SIGTERM. */
    void terminate() {
        terminating = true;
        process.deliver(() -> consumer.ifPresent(Consumer::close));
    }

    private void sessions() {
        try {
            while (!terminating) {
                session();
                process.timers().sleep(Duration.ofSeconds(1));
            }
            around.world().log(process.name() + " ended");
            process.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void session() {
        Duration set = clock.begin();
        if (!set.isZero()) {
            around.world().log(process.name() + " sets its clock by " + set);
            looks.forget();
        }
        Core running = core();
        var watched = new Watched(
                bug.at(Port.FLOW, running.partitions(), right),
                holds,
                around.world(),
                running::underWay,
                around.limits().inFlight().records()
                        + around.limits().inFlight().slowRecords()
                        + Consumer.MOST_RECORDS_OF_A_POLL);
        var polling = new Consumer(around.broker(), around.group(), process, watched);
        var polled = new CompletableFuture<Void>();
        running.startMaintenance();
        core = Optional.of(running);
        consumer = Optional.of(polling);
        process.execute(() -> {
            try {
                polling.run();
            } catch (RuntimeException | IndexBroken e) {
                around.world().log(process.name() + " polls no more: " + e.getMessage());
            } finally {
                polled.complete(null);
            }
        });
        polled.join();
        running.close();
        running.ended().join();
        core = Optional.empty();
        consumer = Optional.empty();
    }

    /** Whatever a thread ends by that nobody foresaw ends the session, as in production. */
    private void carryOut(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            around.world().log(process.name() + " fails: " + e.getMessage());
            consumer.ifPresent(Consumer::close);
        }
    }

    private Core core() {
        Clock time = bug.at(Port.CLOCK, clock, right);
        var retries = new RetryPolicy(20);
        SendPace pace = bug.at(
                Port.PACE, new SendPace(around.pace().most(), around.pace().window()), right);
        SendRules rules = bug.at(Port.RULES, RULES, right);
        var faulty = new FaultyGraph(around.world(), process, around.mailboxes(), around.conditions());
        GraphMail graph = new CallLimit(bug.at(Port.GRAPH, faulty, right), 4);
        return new Core(
                new Core.Ports(
                        client -> bug.at(Port.WRITER, writer(client), right),
                        bug.at(Port.READER, right.reader(), right),
                        indexes,
                        bug.at(Port.TIMERS, process.timers(), right),
                        time,
                        task -> process.execute(() -> carryOut(task)),
                        holds),
                new Core.Parts(
                        new SendStep(graph, rules, retries, pace, time, clock, CALL),
                        new SyncStep(graph, time, CALL),
                        tokens,
                        retries,
                        pace,
                        result -> {}),
                bug.at(Port.LIMITS, around.limits(), right),
                () -> consumer.ifPresent(Consumer::close));
    }

    private Writer writer(ClientName client) {
        return new Writer(
                around.world(),
                around.broker(),
                bug.at(Port.RECORD_TIMES, process.timers(), right),
                process.name() + "-" + client,
                () -> consumer,
                new Writer.Faults(
                        around.abortOneIn(),
                        around.unknownOneIn(),
                        bug.at(Port.FENCING, true, right),
                        bug.at(Port.POSITIONS, (position, _) -> position, right)));
    }
}
