-- What was erased, without a word about whom: counts, ids that mean nothing any more, and a digest over them.
create table erasure (
    id        varchar(64) primary key,
    client    varchar(32) not null,
    erased_at timestamptz not null,
    content   text        not null
);

-- A first consent that only an administrator can help on. There is no connection yet, since nobody was identified.
create table refused_consent (
    connection_id    varchar(64) primary key,
    client           varchar(32)  not null,
    cloud            varchar(32)  not null,
    mailbox_hint     varchar(320),
    shared_mailboxes text,
    reason           varchar(64)  not null,
    aadsts           integer,
    refused_at       timestamptz  not null
);
