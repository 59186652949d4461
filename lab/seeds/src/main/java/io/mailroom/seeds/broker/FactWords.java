package io.mailroom.seeds.broker;

import io.cloudevents.CloudEvent;
import io.mailroom.worker.commit.Fact;
import io.mailroom.worker.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A fact in a few words, for traces. */
final class FactWords {
    private static final Pattern STATUS = Pattern.compile("\"id\":\"([^\"]*)\".*?\"status\":\"([A-Z]+)\"");

    private FactWords() {}

    static String of(Fact fact) {
        return switch (fact) {
            case Fact.Journaled(var key, JournalEntry.Sending sending) ->
                "may send " + key.hex().substring(0, 6) + " #" + sending.attempt();
            case Fact.Journaled(var key, JournalEntry.Done _) ->
                "done " + key.hex().substring(0, 6);
            case Fact.Forgotten(var key) -> "forgotten " + key.hex().substring(0, 6);
            case Fact.Result(var _, CloudEvent event) -> told(event);
            case Fact.Received _ -> "announced";
            case Fact.Cursor(var key, var _) -> "cursor " + key;
            case Fact.Parked(var _, var what, var _) ->
                "parked " + what.kind() + " @" + what.offset() + " until " + what.due() + " " + what.reason();
            case Fact.Unparked(var _, var what) -> "unparked @" + what.offset();
            case Fact.Forwarded(var record, int home) -> "forwarded @" + record.offset() + " to " + home;
            case Fact.DeadLetter _ -> "buried";
        };
    }

    private static String told(CloudEvent event) {
        byte[] data = event.getData() == null ? new byte[0] : event.getData().toBytes();
        Matcher found = STATUS.matcher(new String(data, StandardCharsets.UTF_8));
        return found.find() ? found.group(1) + " " + found.group(2) : "told";
    }
}
