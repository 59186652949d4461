package io.mailroom.simulator.entra;

import io.mailroom.m365.entra.AadError;
import io.mailroom.m365.entra.AuthorizeRequest;
import io.mailroom.simulator.entra.EntraPages.Field;
import io.mailroom.simulator.entra.EntraPages.FormPost;
import io.mailroom.simulator.exchange.Answer;
import io.mailroom.simulator.exchange.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the app gets to hear of the sign-in: by a redirect or by a form that posts itself (facts A2). */
final class Replies {
    private Replies() {}

    static Answer code(AuthorizeRequest request, String code) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("code", code));
        request.state().ifPresent(state -> fields.add(new Field("state", state)));
        return send(request.redirectUri(), request.responseMode(), fields).withSecrets(List.of(code));
    }

    static Answer error(
            Call call, AadError error, String redirectUri, String responseMode, Optional<String> state, String sub) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("error", error.oauthError()));
        if (!sub.isEmpty()) {
            fields.add(new Field("error_subcode", sub));
        }
        fields.add(new Field("error_description", ErrorBodies.description(call, error)));
        fields.add(new Field("error_uri", call.baseUrl() + "/error?code=" + error.number()));
        state.ifPresent(value -> fields.add(new Field("state", value)));
        return send(redirectUri, responseMode, fields);
    }

    private static Answer send(String redirectUri, String responseMode, List<Field> fields) {
        if (responseMode.equals("form_post")) {
            return EntraPages.page(200, new FormPost(redirectUri, fields));
        }
        StringBuilder location = new StringBuilder(redirectUri);
        char separator = responseMode.equals("fragment") ? '#' : redirectUri.contains("?") ? '&' : '?';
        for (Field field : fields) {
            location.append(separator)
                    .append(field.name())
                    .append('=')
                    .append(URLEncoder.encode(field.value(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return Answer.redirect(location.toString()).with("Cache-Control", "no-store");
    }
}
