package io.mailroom.model.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of the repository by name, and parsed; nothing of it is on this module's class path. */
final class JavaSources {
    private static final List<Path> FILES = Repository.files(".java");

    private JavaSources() {}

    /** The simple names of all classes that have a file of their own. */
    static Set<String> types() {
        return FILES.stream().map(JavaSources::type).collect(Collectors.toUnmodifiableSet());
    }

    static boolean hasPackage(String module, String name) {
        return main(module).anyMatch(file -> packageOf(file).endsWith("/" + name.replace('.', '/')));
    }

    /** A class as {@code package.Name}, where the package may be the last part of one. */
    static boolean hasType(String module, String name) {
        return main(module)
                .map(file -> packageOf(file) + "/" + type(file))
                .anyMatch(path -> path.endsWith("/" + name.replace('.', '/')));
    }

    /** The product's sources of a module, parsed and not resolved. */
    static List<CompilationUnitTree> parsed(String module) {
        return parsed(main(module).toList());
    }

    /** Those of all modules and their tests. */
    static List<CompilationUnitTree> parsed() {
        return parsed(FILES);
    }

    private static List<CompilationUnitTree> parsed(Collection<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(CompilationUnitTree.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> main(String module) {
        return FILES.stream().filter(file -> file.startsWith(Repository.ROOT.resolve(module + "/src/main/java")));
    }

    private static String type(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String packageOf(Path file) {
        return Repository.name(file).replaceAll("/[^/]+$", "");
    }
}
