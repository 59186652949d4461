package io.mailroom.seeds.check;

import io.mailroom.model.id.CommandKey;
import java.time.Instant;
import java.util.List;

/**
 * A final result as a consumer reads it.
 *
 * @param at when it stood there, in the world's time
 * @param times of its stations, as far as it passed them
 */
record Answer(String eventId, CommandKey command, String status, String code, Instant at, List<Instant> times) {}
