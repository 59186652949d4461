package io.mailroom.simulator.graph;

import io.mailroom.simulator.exchange.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Links to the next page of a list. */
final class Links {
    private Links() {}

    static String next(Call call, int size, int skip) {
        StringJoiner query = new StringJoiner("&");
        call.queryParameters().asMap().forEach((name, value) -> {
            if (!name.equals("$skip") && !name.equals("$top")) {
                query.add(name + "=" + encode(value));
            }
        });
        query.add("$top=" + size).add("$skip=" + skip);
        return call.baseUrl() + call.path() + "?" + query;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
