package io.mailroom.bench.graph;

import io.mailroom.model.command.MailBody;
import io.mailroom.model.command.Recipient;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.id.CommandKey;
import io.mailroom.model.id.ConnectionId;
import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.graph.GraphClients;
import io.mailroom.worker.graph.GraphConfig;
import io.mailroom.worker.graph.GraphMail;
import io.mailroom.worker.graph.GraphReply;
import io.mailroom.worker.graph.MailboxAccess;
import io.mailroom.worker.graph.SendKey;
import io.mailroom.worker.health.DependencyHealth;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The class that mail-worker itself uses, made without a container. */
final class OwnAdapter implements SendingClient {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final GraphMail graph = GraphClients.create(
            vertx,
            new SmallRyeConfigBuilder().withMapping(GraphConfig.class).build().getConfigMapping(GraphConfig.class),
            clock,
            new DependencyHealth(clock));
    private final MailboxAccess access;

    OwnAdapter(URI base) {
        this.access =
                new MailboxAccess(base, SampleMail.USER, "adele@contoso.example", new AccessToken(SampleMail.TOKEN));
    }

    @Override
    public void mail(String key) {
        var draft = done(graph.createDraft(access, command(key), new SendKey(key), deadline()));
        done(graph.send(access, draft.id(), deadline()));
        done(graph.get(access, draft.id(), deadline()));
    }

    private Instant deadline() {
        return clock.instant().plus(LIMIT);
    }

    private static <T> T done(GraphReply<T> reply) {
        if (reply instanceof GraphReply.Done<T>(var value, var _)) {
            return value;
        }
        throw new IllegalStateException(reply.toString());
    }

    private static SendMail command(String key) {
        return SendMail.builder(
                        new CommandKey("/bench", key),
                        new ConnectionId("bench"),
                        SampleMail.SUBJECT,
                        new MailBody.Html(SampleMail.HTML))
                .to(new Recipient(new MailboxAddress(SampleMail.TO), SampleMail.TO_NAME))
                .build();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
