package io.mailroom.worker.testing;

/** What nobody foresees, thrown where nobody declared it. */
public final class TestingFailures {
    private TestingFailures() {}

    /** @return never: for {@code throw TestingFailures.of(...)} */
    public static RuntimeException of(Class<? extends Throwable> what) {
        try {
            throw TestingFailures.<RuntimeException>undeclared(
                    what.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(what + " has no simple constructor", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T undeclared(Throwable what) throws T {
        throw (T) what;
    }
}
