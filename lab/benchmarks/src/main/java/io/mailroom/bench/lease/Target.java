package io.mailroom.bench.lease;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** An endpoint and how it is asked. It may print: what stands in its headers does not. */
final class Target {
    private final String name;
    private final String method;
    private final URI url;
    private final Map<String, String> headers;
    private final String body;
    private final List<String> ids;

    /** @param url and {@code body} hold {@code <id>} where the id of a connection goes */
    Target(String name, String method, String url, Map<String, String> headers, String body, List<String> ids) {
        this.name = name;
        this.method = method;
        this.url = URI.create(url.replace("<id>", "ID"));
        this.headers = headers;
        this.body = body;
        this.ids = ids;
    }

    String method() {
        return method;
    }

    int port() {
        return url.getPort();
    }

    String path(String id) {
        return url.getPath().replace("ID", id);
    }

    Map<String, String> headers() {
        return headers;
    }

    String body(String id) {
        return body.replace("<id>", id);
    }

    List<String> ids() {
        return ids;
    }

    @Override
    public String toString() {
        return name;
    }
}
