package io.mailroom.bench.graph;

import java.io.IOException;

/** The stub in a process of its own: prints its address, ends with its standard input. */
final class StubProcess {
    private StubProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (var stub = new GraphStub(Long.parseLong(arguments[0]), false)) {
            System.out.println(stub.url());
            int end = System.in.read();
            System.out.println("ends " + end);
        }
        System.exit(0);
    }
}
