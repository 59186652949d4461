package io.mailroom.worker.testing;

import io.mailroom.model.id.MailboxAddress;
import io.mailroom.model.lease.LeaseReply;
import io.mailroom.model.lease.LeaseRequest;
import io.mailroom.model.secret.AccessToken;
import io.mailroom.worker.token.LeaseService;
import io.mailroom.worker.token.TokenAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Leases another token each time, unless an answer is planned. */
public final class TestingLeases implements LeaseService {
    public final List<LeaseRequest> asked = new ArrayList<>();
    public final Deque<TokenAnswer> planned = new ArrayDeque<>();
    private final Clock clock;
    /** How long a leased token is good. */
    public Duration life;

    private Runnable meanwhile = () -> {};
    private int given;

    public TestingLeases(Clock clock, Duration life) {
        this.clock = clock;
        this.life = life;
    }

    /** What happens while the next lease is under way. */
    public void meanwhile(Runnable event) {
        meanwhile = event;
    }

    @Override
    public TokenAnswer lease(LeaseRequest request) {
        asked.add(request);
        Runnable event = meanwhile;
        meanwhile = () -> {};
        TokenAnswer answer = planned.isEmpty() ? leased() : planned.remove();
        event.run();
        return answer;
    }

    public TokenAnswer.Leased leased() {
        return new TokenAnswer.Leased(new LeaseReply(
                new AccessToken("token-" + ++given),
                clock.instant().plus(life),
                new MailboxAddress("adele@contoso.example"),
                "00000000-0000-4000-8000-000000000001",
                "tenant",
                URI.create("https://graph.example/v1.0")));
    }
}
