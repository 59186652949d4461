package io.mailroom.auth.problem;

/** Ends a request with a problem. It carries no stack trace: it is an answer, not a failure. */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
