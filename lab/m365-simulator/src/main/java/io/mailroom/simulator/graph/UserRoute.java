package io.mailroom.simulator.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailroom.m365.directory.Account;
import io.mailroom.simulator.exchange.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /me} and {@code /users/{id}}. */
@ApplicationScoped
class UserRoute {
    private final JsonBodies bodies;

    UserRoute(JsonBodies bodies) {
        this.bodies = bodies;
    }

    Answer answer(GraphRequest request) {
        if (!RequiredScope.PROFILE.metBy(request.caller().scopes(), true)) {
            throw new GraphRefusal(
                    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        }
        QueryOptions options = QueryOptions.of(
                request.call().queryParameters(), Set.of("$select"), bodies.properties("microsoft.graph.user"));
        Account owner = request.owner();
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("@odata.context", request.call().baseUrl() + "/v1.0/$metadata#users/$entity");
        user.put("id", owner.oid()).put("displayName", owner.displayName());
        user.put("mail", owner.address()).put("userPrincipalName", owner.address());
        user.putArray("businessPhones");
        for (String name :
                List.of("givenName", "jobTitle", "mobilePhone", "officeLocation", "preferredLanguage", "surname")) {
            user.putNull(name);
        }
        if (!options.select().isEmpty()) {
            List<String> kept = new ArrayList<>(options.select());
            kept.add("@odata.context");
            user.retain(kept);
        }
        return Answer.json(200, user);
    }
}
