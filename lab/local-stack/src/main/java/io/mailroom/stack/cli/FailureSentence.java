package io.mailroom.stack.cli;

import io.mailroom.stack.StackFailure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Exit code 1 and one sentence on standard error for what a user can mend; all else keeps its stack trace. */
public final class FailureSentence implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (!(failure instanceof StackFailure)) {
            throw failure;
        }
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("mailroom: ") + failure.getMessage());
        err.flush();
        return 1;
    }
}
