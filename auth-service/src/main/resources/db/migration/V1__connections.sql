-- Secrets stand here as Fernet tokens (refresh_token, access_token, verifier) or as SHA-256 hashes (*_hash), never in clear.

create table connection (
    id                varchar(64) primary key,
    client            varchar(32)  not null,
    cloud             varchar(32)  not null,
    app_id            varchar(64)  not null,
    tenant_id         varchar(64)  not null,
    user_id           varchar(64)  not null,
    mailbox           varchar(320) not null,
    display_name      varchar(256),
    shared_mailboxes  text,
    state             varchar(20)  not null,
    reason            varchar(64),
    aadsts            integer,
    key_id            varchar(64),
    salt              varchar(64),
    refresh_token     text,
    access_token      text,
    access_expires_at timestamptz,
    -- Counts the grants stored so far: who read version n may replace only version n.
    grant_version     bigint       not null,
    refreshed_at      timestamptz,
    -- The one replica that may ask for a refresh, until when.
    refresh_owner     varchar(64),
    refresh_until     timestamptz,
    -- No refresh before then: the identity platform asked to wait, or only others can help.
    retry_at          timestamptz,
    created_at        timestamptz  not null,
    changed_at        timestamptz  not null,
    -- Destroyed whole or not at all.
    check ((key_id is null) = (salt is null) and (key_id is null) = (refresh_token is null)),
    check (state <> 'DISCONNECTED' or key_id is null)
);

-- One live connection for a person and a client; a tombstone does not stand in the way of a new one.
create unique index connection_person on connection (client, cloud, tenant_id, user_id) where state <> 'DISCONNECTED';
create index connection_client on connection (client, created_at);

create table pending_consent (
    id               varchar(64) primary key,
    connection_id    varchar(64)  not null,
    client           varchar(32)  not null,
    cloud            varchar(32)  not null,
    authority        varchar(64)  not null,
    reconnect        boolean      not null,
    mailbox_hint     varchar(320),
    shared_mailboxes text,
    return_url       text         not null,
    link_hash        varchar(64)  not null unique,
    expires_at       timestamptz  not null,
    -- From here on: set when the link was opened.
    state_hash       varchar(64) unique,
    browser_hash     varchar(64),
    nonce_hash       varchar(64),
    key_id           varchar(64),
    salt             varchar(64),
    verifier         text
);

create index pending_consent_connection on pending_consent (connection_id);
create index pending_consent_expiry on pending_consent (expires_at);

create table outbox (
    seq           bigint generated always as identity primary key,
    topic         varchar(64) not null,
    connection_id varchar(64) not null,
    event_id      varchar(64) not null,
    event_type    varchar(128) not null,
    event_time    varchar(40) not null,
    data          text        not null
);

-- What shows at the start that a master key is the one that wrote here.
create table key_check (
    key_id varchar(64) primary key,
    salt   varchar(64) not null,
    value  text        not null
);
