package io.mailroom.simulator.lab;

import com.fasterxml.jackson.databind.JsonNode;

/** A mailbox to make. Without a tenant, the domain of the address is the tenant's. */
record MailboxOrder(String address, String displayName, String tenant) {
    static MailboxOrder read(JsonNode order) {
        String address = order.path("address").asText("").strip();
        int at = address.indexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new BadOrder("address is missing or is not one: '" + address + "'");
        }
        return new MailboxOrder(
                address,
                order.path("displayName").asText(address.substring(0, at)),
                order.path("tenant").asText(address.substring(at + 1)));
    }
}
