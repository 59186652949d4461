-- How often in a row a refresh was put off: each time the rest grows. A stored grant sets it to nothing.
alter table connection add column setbacks integer not null default 0;
-- What the tenant's policy asks of the next sign-in (a claims challenge); no secret, and passed on unread.
alter table connection add column claims text;
alter table pending_consent add column claims text;
-- Whom the link is for: the owner of a mailbox, or an administrator who consents for a tenant.
alter table pending_consent add column kind varchar(8) not null default 'USER';
-- Idle grants are found by their last refresh, the work of a key rotation by its key.
create index connection_refreshed on connection (refreshed_at) where key_id is not null;
create index connection_key on connection (key_id) where key_id is not null;
