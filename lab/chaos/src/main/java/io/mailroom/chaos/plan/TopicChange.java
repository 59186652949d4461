package io.mailroom.chaos.plan;

import java.time.Duration;

/**
 * The topics of the second client take another shape.
 *
 * @param at since the beginning of the plan
 */
public record TopicChange(Duration at, Shape shape) {}
