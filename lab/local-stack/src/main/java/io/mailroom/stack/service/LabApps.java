package io.mailroom.stack.service;

/** The applications as they are registered in the simulated directory. */
public final class LabApps {
    /** Mailroom itself, which users consent to. */
    public static final String MAILROOM = "6f1d0c3a-0000-4000-8000-0000000000e1";
    /** The ERP backend. */
    public static final String CLIENT = "6f1d0c3a-0000-4000-8000-0000000000c1";
    /** All workers. */
    public static final String WORKER = "6f1d0c3a-0000-4000-8000-0000000000b1";

    private LabApps() {}
}
