package io.mailroom.stack.browser;

import io.mailroom.stack.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A person's browser: opens the link, follows redirects, keeps cookies, signs in and accepts. One walk each. */
public final class ConsentWalk {
    /** More steps than any honest way through consent has. */
    private static final int MOST_STEPS = 15;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Cookies cookies = new Cookies();

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
                next = submit(filled(reply, account));
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

    private static HttpRequest.Builder submit(HtmlForm form) {
        return HttpRequest.newBuilder(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.encoded()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        URI target = request.build().uri();
        String held = cookies.header(target);
        if (!held.isEmpty()) {
            request.header("Cookie", held);
        }
        try {
            HttpResponse<String> reply =
                    http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            List<String> set = reply.headers().allValues("Set-Cookie");
            cookies.take(target, set);
            return reply;
        } catch (IOException e) {
            throw new StackFailure("%s does not answer. Run ./mailroom up.".formatted(target.getAuthority()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted on the way through consent.", e);
        }
    }
}
