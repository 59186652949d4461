package io.mailroom.stack.browser;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.http.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** A person's browser: opens the link, follows redirects, keeps cookies, signs in and accepts. One walk each. */
public final class ConsentWalk {
    /** More steps than any honest way through consent has. */
    private static final int MOST_STEPS = 15;

    private final Cookies cookies = new Cookies();

    /** Comes back to the page with the mailboxes, where every link of this stack leads. */
    public void walk(StackInfo stack, URI link, String account) {
        URI _ = walk(link, account, URI.create(stack.simulator().url() + "/"));
    }

    /**
     * @param end where the walk is over: the return URL of the client
     * @return the address with which the browser came back, with what it carries
     */
    public URI walk(URI link, String account, URI end) {
        HttpRequest.Builder next = HttpRequest.newBuilder(link).GET();
        for (int step = 0; step < MOST_STEPS; step++) {
            HttpResponse<String> reply = send(next);
            URI here = reply.uri();
            Optional<URI> redirect = reply.headers().firstValue("Location").map(here::resolve);
            if (redirect.isPresent()) {
                if (isThere(redirect.get(), end)) {
                    return redirect.get();
                }
                next = HttpRequest.newBuilder(redirect.get()).GET();
            } else {
                HtmlForm form = filled(reply, account);
                next = Http.form(form.action(), form.fields());
            }
        }
        throw new StackFailure("The sign-in went round in circles.");
    }

    /** Whole but for the query: the end may lie on the host of the sign-in pages. */
    private static boolean isThere(URI here, URI end) {
        return here.toString().split("\\?", 2)[0].equals(end.toString());
    }

    private static HtmlForm filled(HttpResponse<String> page, String account) {
        HtmlForm form = HtmlForm.lastOf(page.body(), page.uri())
                .filter(found -> page.statusCode() == 200)
                .orElseThrow(() -> new StackFailure("The sign-in ended at %s with status %d."
                        .formatted(page.uri().getPath(), page.statusCode())));
        boolean consent = form.offers("decision", "approve");
        return form.with("account", account).with("decision", consent ? "approve" : "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        URI target = request.build().uri();
        String held = cookies.header(target);
        if (!held.isEmpty()) {
            request.header("Cookie", held);
        }
        HttpResponse<String> reply = Http.send(target.getAuthority(), request);
        cookies.take(target, reply.headers().allValues("Set-Cookie"));
        return reply;
    }
}
