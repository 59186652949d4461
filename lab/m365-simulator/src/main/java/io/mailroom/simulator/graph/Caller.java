package io.mailroom.simulator.graph;

import io.mailroom.m365.directory.Account;
import java.util.Set;

/** Who calls: the person behind the token, the app, and what the token allows. */
record Caller(Account account, String clientId, Set<String> scopes) {}
