package io.mailroom.stack.browser;

import io.mailroom.stack.StackFailure;
import io.mailroom.stack.home.StackInfo;
import io.mailroom.stack.http.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A person's browser: opens the link, follows redirects, keeps cookies, signs in and accepts. One walk each. */
public final class ConsentWalk {
    /** More steps than any honest way through consent has. */
    private static final int MOST_STEPS = 15;

    /** What a return address may say of a sign-in that connected nobody. */
    private static final Map<String, String> WHAT_TO_DO = Map.of(
            "ACCESS_DENIED", "The user did not consent; ask again.",
            "SIGN_IN_FAILED", "The user has to sign in again.",
            "ADMIN_REQUIRED", "An administrator of the user's tenant has to consent; ./mailroom connections tells how.",
            "OPERATOR_FAULT", "Mailroom's own registration is at fault; the log of auth-service tells more.",
            "IDENTITY_UNAVAILABLE", "Microsoft did not answer; try again.");

    private final Cookies cookies = new Cookies();

    /**
     * Comes back to the page with the mailboxes, where every link of this stack leads.
     *
     * @throws StackFailure with the code that it came back with, if the sign-in was refused
     */
    public void walk(StackInfo stack, URI link, String account) {
        refusal(walk(link, account, URI.create(stack.simulator().url() + "/"))).ifPresent(code -> {
            throw new StackFailure("The sign-in of %s was refused: %s. %s"
                    .formatted(account, code, WHAT_TO_DO.getOrDefault(code, ""))
                    .strip());
        });
    }

    /** The {@code error} that a return address carries. */
    static Optional<String> refusal(URI back) {
        return Stream.of(Objects.requireNonNullElse(back.getQuery(), "").split("&"))
                .filter(field -> field.startsWith("error="))
                .map(field -> field.substring("error=".length()))
                .findFirst();
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
        throw new StackFailure(
                "The sign-in pages ask %s again and again. Is there such a mailbox? The simulator lists all."
                        .formatted(account));
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
