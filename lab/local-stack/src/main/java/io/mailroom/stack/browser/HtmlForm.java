package io.mailroom.stack.browser;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.FormElement;

/** The last form of a page, and what a person has filled in. */
record HtmlForm(FormElement form, Map<String, String> fields) {
    static Optional<HtmlForm> lastOf(String html, URI page) {
        return Jsoup.parse(html, page.toString()).forms().stream()
                .reduce((_, later) -> later)
                .map(HtmlForm::asOpened);
    }

    private static HtmlForm asOpened(FormElement form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(field -> fields.put(field.key(), field.value()));
        return new HtmlForm(form, fields);
    }

    URI action() {
        return URI.create(form.absUrl("action"));
    }

    boolean offers(String button, String value) {
        return !form.select("button[name=%s][value=%s]".formatted(button, value))
                .isEmpty();
    }

    HtmlForm with(String field, String value) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new HtmlForm(form, all);
    }
}
