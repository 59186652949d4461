package io.mailroom.simulator.graph;

import io.mailroom.simulator.graph.odata.BadQuery;

/** Graph says no; answered once, at its edge (facts D1, D3). */
final class GraphRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    GraphRefusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static GraphRefusal itemNotFound() {
        return new GraphRefusal(404, "ErrorItemNotFound", "The specified object was not found in the store.");
    }

    static GraphRefusal malformedId() {
        return new GraphRefusal(400, "ErrorInvalidIdMalformed", "Id is malformed.");
    }

    static GraphRefusal accessDenied() {
        return new GraphRefusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static GraphRefusal invalidToken(String message) {
        return new GraphRefusal(401, "InvalidAuthenticationToken", message);
    }

    static GraphRefusal body(String message) {
        return new GraphRefusal(400, "RequestBodyRead", message);
    }

    static GraphRefusal badRequest(String message) {
        return new GraphRefusal(400, "BadRequest", message);
    }

    static GraphRefusal query(BadQuery query) {
        return new GraphRefusal(400, query.code(), query.text());
    }

    /** Graph can do this and the simulator cannot: said so plainly rather than answered wrongly. */
    static GraphRefusal notSimulated(String what) {
        return new GraphRefusal(501, "NotSimulated", what + " is not simulated.");
    }

    static GraphRefusal noSuchSegment(String segment) {
        return new GraphRefusal(400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
