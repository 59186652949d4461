package io.mailroom.m365.mailbox;

/**
 * A single-value MAPI property set by a client.
 *
 * @param id in Exchange's spelling, see {@link PropertyId}
 */
public record ExtendedProperty(String id, String value) {}
