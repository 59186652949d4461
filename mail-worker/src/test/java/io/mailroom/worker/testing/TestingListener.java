package io.mailroom.worker.testing;

import io.mailroom.worker.commit.CommitRequest;
import io.mailroom.worker.commit.Committer;
import io.mailroom.worker.commit.Refusal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears of a committer's troubles. */
public final class TestingListener implements Committer.Listener {
    public final List<Refusal> refused = new CopyOnWriteArrayList<>();
    public final List<String> closed = new CopyOnWriteArrayList<>();

    @Override
    public void refused(CommitRequest request, Refusal refusal) {
        refused.add(refusal);
    }

    @Override
    public void closed(String why) {
        closed.add(why);
    }

    @Override
    public void troubled() {}
}
