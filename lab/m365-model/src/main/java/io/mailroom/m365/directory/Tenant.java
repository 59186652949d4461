package io.mailroom.m365.directory;

/** An organization: its id is a GUID, its domain the part behind the @ of its addresses. */
public record Tenant(String id, String domain) {}
