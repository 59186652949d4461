package io.mailroom.model.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Java sources of the repository by name, and parsed; nothing of it is on this module's class path. */
final class JavaSources {
    private static final List<Path> FILES = Repository.files(".java");
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final SourcePositions POSITIONS =
            Trees.instance(COMPILER.getTask(null, null, null, null, null, null)).getSourcePositions();

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

    /** A method or constructor that has a body; its lines are those from its first modifier to its last bracket. */
    record Method(Path file, String name, long lines) {}

    static List<Method> methods(Collection<Path> sources) {
        var methods = new ArrayList<Method>();
        for (CompilationUnitTree unit : parsed(sources)) {
            Path file = Path.of(unit.getSourceFile().toUri());
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
                    if (method.getBody() != null) {
                        methods.add(new Method(file, method.getName().toString(), lines(unit, method)));
                    }
                    return super.visitMethod(method, nothing);
                }
            }.scan(unit, null);
        }
        return methods;
    }

    private static long lines(CompilationUnitTree unit, Tree tree) {
        long first = unit.getLineMap().getLineNumber(POSITIONS.getStartPosition(unit, tree));
        return unit.getLineMap().getLineNumber(POSITIONS.getEndPosition(unit, tree)) - first + 1;
    }

    private static List<CompilationUnitTree> parsed(Collection<Path> sources) {
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    COMPILER.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
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
