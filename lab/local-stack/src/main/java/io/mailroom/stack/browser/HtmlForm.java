package io.mailroom.stack.browser;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The last form of a page: where it goes, what it carries unseen, and whether it offers a button. Simple pages only. */
record HtmlForm(String action, Map<String, String> fields, String page) {
    private static final Pattern FORM =
            Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    static Optional<HtmlForm> lastOf(String html) {
        HtmlForm last = null;
        for (Matcher form = FORM.matcher(html); form.find(); ) {
            last = new HtmlForm(plain(form.group(1)), fields(form.group(2)), form.group(2));
        }
        return Optional.ofNullable(last);
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Matcher input = INPUT.matcher(form); input.find(); ) {
            Matcher name = NAME.matcher(input.group());
            Matcher value = VALUE.matcher(input.group());
            if (name.find()) {
                fields.put(plain(name.group(1)), value.find() ? plain(value.group(1)) : "");
            }
        }
        return fields;
    }

    boolean offers(String button, String value) {
        return page.contains("name=\"" + button + "\" value=\"" + value + "\"");
    }

    HtmlForm with(String field, String value) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(field, value);
        return new HtmlForm(action, all, page);
    }

    String encoded() {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
