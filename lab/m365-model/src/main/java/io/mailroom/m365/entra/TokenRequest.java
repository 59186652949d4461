package io.mailroom.m365.entra;

import java.util.Optional;

/**
 * A call of the token endpoint.
 *
 * @param baseUrl what stands before the tenant, without a slash at the end
 * @param authorization the header of that name
 */
public record TokenRequest(String baseUrl, String tenantPath, Optional<String> authorization, Parameters form) {
    String endpoint() {
        return baseUrl + "/" + tenantPath + "/oauth2/v2.0/token";
    }
}
