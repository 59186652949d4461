package io.mailroom.seeds.world;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;

/**
 * Virtual threads whose every step runs where the given executor says, so that the blocking code of production can be
 * interleaved at will on one thread. The platform has this inside; it needs {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED} until it is public.
 */
final class VirtualThreads {
    private static final Method MAKE = make();

    private VirtualThreads() {}

    static void start(Executor scheduler, String name, Runnable task) {
        try {
            ((Thread) MAKE.invoke(null, scheduler, name, 0, task)).start();
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("no virtual thread could be made", e);
        }
    }

    private static Method make() {
        try {
            Method make = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            make.setAccessible(true);
            return make;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "the simulation needs JDK 25 with --add-opens java.base/java.lang=ALL-UNNAMED", e);
        }
    }
}
