package io.mailroom.simulator.entra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.M365Model;
import io.mailroom.m365.directory.Tenants;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Body;
import io.mailroom.simulator.exchange.Call;
import jakarta.enterprise.context.ApplicationScoped;

/** The OpenID metadata of a tenant and the keys (facts A1). */
@ApplicationScoped
class Discovery {
    private final Tenants tenants;
    private final SigningKey key;

    Discovery(M365Model model, SigningKey key) {
        this.tenants = model.tenants();
        this.key = key;
    }

    Answer metadata(Call call, String tenantPath) {
        String tenant = TenantPath.normal(tenantPath, tenants);
        String base = call.baseUrl() + "/" + tenant;
        boolean shared = tenants.find(tenant).isEmpty();
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("issuer", call.baseUrl() + "/" + (shared ? "{tenantid}" : tenant) + "/v2.0");
        metadata.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
        metadata.put("token_endpoint", base + "/oauth2/v2.0/token");
        metadata.put("jwks_uri", base + "/discovery/v2.0/keys");
        list(
                metadata,
                "token_endpoint_auth_methods_supported",
                "client_secret_post",
                "client_secret_basic",
                "private_key_jwt");
        list(metadata, "response_modes_supported", "query", "fragment", "form_post");
        list(metadata, "response_types_supported", "code");
        list(metadata, "subject_types_supported", "pairwise");
        list(metadata, "id_token_signing_alg_values_supported", "RS256");
        list(metadata, "scopes_supported", "openid", "profile", "email", "offline_access");
        list(
                metadata,
                "claims_supported",
                "sub",
                "iss",
                "aud",
                "exp",
                "iat",
                "nonce",
                "preferred_username",
                "name",
                "tid",
                "ver");
        return Answer.json(200, metadata);
    }

    private static void list(ObjectNode metadata, String name, String... values) {
        ArrayNode array = metadata.putArray(name);
        for (String value : values) {
            array.add(value);
        }
    }

    Answer keys(String tenantPath) {
        TenantPath.normal(tenantPath, tenants);
        return Answer.of(200, "application/json", Body.of(key.publicKeys()));
    }
}
