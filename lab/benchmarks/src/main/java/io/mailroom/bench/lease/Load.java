package io.mailroom.bench.lease;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** A closed loop: each of so many connections asks again as soon as it is answered. */
final class Load implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final int atOnce;

    Load(int atOnce) {
        this.atOnce = atOnce;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(atOnce));
    }

    /** @throws IllegalStateException if any answer was not 200 */
    Figures run(Target target, Duration time) {
        var recorder = new Recorder(3);
        var failed = new LongAdder();
        var turn = new AtomicInteger();
        long began = System.nanoTime();
        long end = began + time.toNanos();
        List<Future<Void>> loops = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            Promise<Void> loop = Promise.promise();
            again(target, turn, recorder, failed, end, loop);
            loops.add(loop.future());
        }
        Future.all(loops).toCompletionStage().toCompletableFuture().join();
        if (failed.sum() > 0) {
            throw new IllegalStateException(target + ": " + failed.sum() + " requests failed");
        }
        Histogram histogram = recorder.getIntervalHistogram();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Figures(
                histogram.getTotalCount(),
                seconds,
                histogram.getValueAtPercentile(50) / 1e6,
                histogram.getValueAtPercentile(99) / 1e6);
    }

    private void again(
            Target target, AtomicInteger turn, Recorder recorder, LongAdder failed, long end, Promise<Void> loop) {
        long asked = System.nanoTime();
        if (asked >= end) {
            loop.complete();
            return;
        }
        ask(target, Math.floorMod(turn.getAndIncrement(), target.ids().size())).onComplete(answer -> {
            recorder.recordValue(System.nanoTime() - asked);
            if (answer.failed() || answer.result() != 200) {
                failed.increment();
            }
            again(target, turn, recorder, failed, end, loop);
        });
    }

    private Future<Integer> ask(Target target, int turn) {
        String id = target.ids().get(turn);
        return client.request(HttpMethod.valueOf(target.method()), target.port(), "127.0.0.1", target.path(id))
                .compose(request -> {
                    target.headers().forEach(request::putHeader);
                    return request.send(Buffer.buffer(target.body(id)));
                })
                .compose(Load::drained);
    }

    private static Future<Integer> drained(HttpClientResponse response) {
        return response.body().map(_ -> response.statusCode());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
