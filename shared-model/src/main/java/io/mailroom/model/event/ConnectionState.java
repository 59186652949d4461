package io.mailroom.model.event;

/** Where a connection stands. */
public enum ConnectionState {
    CONNECTED,
    NEEDS_RECONNECT,
    NEEDS_ADMIN,
    OPERATOR_FAULT,
    DISCONNECTED
}
