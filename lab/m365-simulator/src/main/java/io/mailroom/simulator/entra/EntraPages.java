package io.mailroom.simulator.entra;

import io.mailroom.simulator.exchange.Answer;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** What the identity platform shows to a person; every value is escaped by the template engine. */
final class EntraPages {
    private EntraPages() {}

    record Choice(String address, String displayName, String initials) {}

    record Permission(String title, String detail) {}

    record SignIn(String action, String flow, String app, String hint, List<Choice> choices, String complaint)
            implements TemplateInstance {}

    record Consent(
            String action, String flow, String app, String publisher, String account, List<Permission> permissions)
            implements TemplateInstance {}

    record Notice(String title, String text, String code, String details) implements TemplateInstance {}

    record FormPost(String action, List<Field> fields) implements TemplateInstance {}

    record Field(String name, String value) {}

    static Answer page(int status, TemplateInstance page) {
        return Answer.html(status, page.render())
                .with("Cache-Control", "no-store")
                .with("X-Frame-Options", "DENY")
                .with("Referrer-Policy", "no-referrer");
    }
}
