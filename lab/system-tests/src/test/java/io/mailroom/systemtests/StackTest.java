package io.mailroom.systemtests;

import io.mailroom.systemtests.RunningStack.Driven;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that drives the whole stack. */
@ExtendWith(RunningStack.class)
abstract class StackTest {
    final Driven driven = RunningStack.driven();
}
