package io.mailroom.simulation.check;

import io.mailroom.model.id.CommandKey;
import java.time.Instant;

/** A final result as a consumer reads it. */
record Answer(String eventId, CommandKey command, String status, String code, Instant at) {}
