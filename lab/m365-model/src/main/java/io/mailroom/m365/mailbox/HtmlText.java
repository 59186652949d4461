package io.mailroom.m365.mailbox;

/** HTML as Exchange shortens and cleans it; good enough for previews, not a sanitizer to rely on. */
public final class HtmlText {
    private HtmlText() {}

    public static String of(String html) {
        return withoutActiveContent(html)
                .replaceAll("(?is)<(style|head|title)\\b.*?</\\1>", "")
                .replaceAll("(?i)<br\\s*/?>|</p>|</div>|</li>|</tr>", "\r\n")
                .replaceAll("(?s)<[^>]*>", "")
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }

    /** Scripts and event handlers taken out, as in every body that Graph hands back by default. */
    public static String withoutActiveContent(String html) {
        return html.replaceAll("(?is)<script\\b.*?</script\\s*>", "")
                .replaceAll("(?is)<script\\b[^>]*>", "")
                .replaceAll("(?is)(<[^>]*?)\\son\\w+\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]+)", "$1");
    }
}
