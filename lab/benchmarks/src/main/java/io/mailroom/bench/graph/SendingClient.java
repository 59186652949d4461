package io.mailroom.bench.graph;

/** One way to talk to Graph. All of them make the same three calls for a mail, each once. */
interface SendingClient extends AutoCloseable {
    /**
     * Creates a draft with the key, sends it, reads the sent item.
     *
     * @param key 32 hex digits, a new one for each mail
     * @throws IllegalStateException if one of the calls did not end as it should
     */
    void mail(String key);

    @Override
    void close();
}
