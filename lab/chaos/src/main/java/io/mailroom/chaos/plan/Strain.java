package io.mailroom.chaos.plan;

/**
 * What one record, one client and one mailbox do to the others.
 *
 * @param poison how many records that strain
 * @param secondClient whether the topics of a second client come and go
 * @param slowPercent of the mailboxes that Graph is slow with for stretches of time
 */
public record Strain(int poison, boolean secondClient, double slowPercent) {
    public static final Strain NONE = new Strain(0, false, 0);

    public Strain {
        RoundOptions.require(poison >= 0 && poison <= 10_000, "0 to 10000 poison records");
        RoundOptions.require(slowPercent >= 0 && slowPercent <= 100, "0 to 100 percent of slow mailboxes");
    }
}
