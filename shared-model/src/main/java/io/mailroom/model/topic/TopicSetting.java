package io.mailroom.model.topic;

import java.util.Optional;

/**
 * One setting of a topic.
 *
 * @param name as Kafka calls it
 * @param bound what it must be in effect, whether set for the topic or by the brokers
 * @param created what a new topic is given; empty where Kafka's own default is good
 * @param why it must be so, in half a sentence
 */
public record TopicSetting(String name, Bound bound, Optional<String> created, String why) {
    public sealed interface Bound {
        record Exactly(String value) implements Bound {}

        /** Of the values in its list, this one is not there. */
        record Without(String value) implements Bound {}

        record AtLeast(long bytes) implements Bound {}

        record AtMost(long bytes) implements Bound {}

        /** Chosen for a new topic; no worker asks for it by itself. */
        record Free() implements Bound {}
    }

    static TopicSetting exactly(String name, String value, String why) {
        return new TopicSetting(name, new Bound.Exactly(value), Optional.of(value), why);
    }

    static TopicSetting atMost(String name, long bytes, String why) {
        return new TopicSetting(name, new Bound.AtMost(bytes), Optional.of(Long.toString(bytes)), why);
    }

    static TopicSetting atLeast(String name, long bytes, String why) {
        return new TopicSetting(name, new Bound.AtLeast(bytes), Optional.of(Long.toString(bytes)), why);
    }

    static TopicSetting free(String name, String value, String why) {
        return new TopicSetting(name, new Bound.Free(), Optional.of(value), why);
    }

    TopicSetting asKafkaDoes() {
        return new TopicSetting(name, bound, Optional.empty(), why);
    }
}
