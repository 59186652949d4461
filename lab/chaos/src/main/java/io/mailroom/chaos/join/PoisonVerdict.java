package io.mailroom.chaos.join;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the poison. Lists name the offending ones with their kind and place.
 *
 * @param published those that the broker took
 * @param answered how many have a final result
 * @param buried how many are a dead letter
 * @param cut how many of these are kept as head, length and digest
 * @param refused by the broker, for what they unpack to
 * @param lost neither answered nor buried, or not as their kind has to be
 * @param endedTwice more than one ending
 * @param altered the dead letter is neither the record nor its head with length and digest
 * @param wrong their mails, or what their results say of them
 */
public record PoisonVerdict(
        int published,
        int answered,
        int buried,
        int cut,
        int refused,
        List<String> lost,
        List<String> endedTwice,
        List<String> altered,
        List<String> wrong) {

    public boolean clean() {
        return offenders().values().stream().allMatch(List::isEmpty);
    }

    /** Whom each kind of violation accuses, as people read it. */
    public Map<String, List<String>> offenders() {
        var offenders = new LinkedHashMap<String, List<String>>();
        offenders.put("lost poison", lost);
        offenders.put("poison ended twice", endedTwice);
        offenders.put("altered dead letters", altered);
        offenders.put("poison answered wrongly", wrong);
        return offenders;
    }
}
