package io.mailroom.auth.audit;

import java.util.Locale;

/** Every event key that the audit log knows. */
public enum AuditEvent {
    CONNECT_REQUESTED,
    LINK_OPENED,
    CONNECTED,
    CONSENT_REFUSED,
    CONSENT_FORGED,
    REFRESHED,
    REFRESH_REFUSED,
    STATE_CHANGED,
    LEASED,
    DISCONNECTED,
    CONSENT_WITHDRAWN,
    REGISTRATION_REFUSED,
    REGISTRATION_ACCEPTED,
    CREDENTIAL_EXPIRES,
    ERASED,
    ADMIN_CONSENT_REQUESTED,
    ADMIN_CONSENTED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
