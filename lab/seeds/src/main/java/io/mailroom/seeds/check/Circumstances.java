package io.mailroom.seeds.check;

import java.time.Duration;
import java.util.Set;

/**
 * What the world was like, as far as it changes what may be expected.
 *
 * @param rest whether everything came to rest in time
 * @param pace how fast a mailbox may send
 * @param healthy mailboxes whose commands nothing may have held up
 * @param undisturbed whether no worker, broker or topic was in trouble, so that nothing may be left behind
 * @param keeps bytes of the largest record that the parked take
 * @param moves bytes of the largest record that can be moved to its home
 * @param buries bytes of the largest record that the dead letters take
 * @param clocksDiffer how far the clocks of two workers may be apart at any two moments
 */
public record Circumstances(
        boolean rest,
        Pace pace,
        Set<String> healthy,
        boolean undisturbed,
        long keeps,
        long moves,
        long buries,
        Duration clocksDiffer) {}
