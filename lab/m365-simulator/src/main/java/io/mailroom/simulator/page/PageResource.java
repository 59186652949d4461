package io.mailroom.simulator.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * The page at {@code /}: three fixed files. Mail is put into it as text, and HTML bodies into a sandboxed frame, so a
 * hostile mail can do nothing here.
 */
@Path("/")
@RunOnVirtualThread
public class PageResource {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " connect-src 'self'; img-src data:; frame-src 'self' about:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";
    private static final Map<String, String> TYPES =
            Map.of("app.js", "text/javascript; charset=utf-8", "style.css", "text/css; charset=utf-8");

    @GET
    public Response page() {
        return file("index.html", "text/html; charset=utf-8");
    }

    @GET
    @Path("_page/{name}")
    public Response part(@PathParam("name") String name) {
        String type = TYPES.get(name);
        return type == null ? Response.status(404).build() : file(name, type);
    }

    private static Response file(String name, String type) {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            return Response.ok(Objects.requireNonNull(in).readAllBytes())
                    .type(type)
                    .header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Cache-Control", "no-cache")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
