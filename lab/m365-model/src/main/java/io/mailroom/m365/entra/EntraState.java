package io.mailroom.m365.entra;

import java.util.List;
import java.util.Map;

/** What the identity platform keeps over a restart; codes on their way, which live ten minutes, are not in it. */
public record EntraState(
        Map<String, Object> signingKey,
        Map<String, AccessGrant> accessTokens,
        Map<String, RefreshGrant> refreshTokens,
        List<SecretLog.Entry> secrets) {}
