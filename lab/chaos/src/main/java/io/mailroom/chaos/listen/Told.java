package io.mailroom.chaos.listen;

import java.time.Instant;

/**
 * One final result as a consumer saw it.
 *
 * @param event the id of its CloudEvent: the same one again is the same result told again
 * @param command the id of the command it answers
 */
public record Told(String event, String command, String status, String code, Instant at) {}
