package io.mailroom.model.docs;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The texts that stand in the sources of a package, or in a part of them. */
final class TextConstants {
    private TextConstants() {}

    static Set<String> ofPackage(String module, String name, Pattern wanted) {
        Set<String> found = new TreeSet<>();
        for (CompilationUnitTree unit : JavaSources.parsed(module)) {
            if (String.valueOf(unit.getPackageName()).equals(name)) {
                collect(unit, wanted, found);
            }
        }
        return found;
    }

    /** Those in what variables of this name begin with, or in whatever is made of a class of that name. */
    static Set<String> ofThese(String module, String name, Pattern wanted) {
        Set<String> found = new TreeSet<>();
        Predicate<Tree> within = tree -> switch (tree) {
            case VariableTree variable -> variable.getName().contentEquals(name);
            case NewClassTree made -> made.getIdentifier().toString().matches("(.*\\.)?" + name);
            case MethodInvocationTree call -> call.getMethodSelect().toString().matches("(?s)(.*\\.)?" + name);
            default -> false;
        };
        for (CompilationUnitTree unit : JavaSources.parsed(module)) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
                    if (tree != null && within.test(tree)) {
                        collect(tree, wanted, found);
                    }
                    return super.scan(tree, nothing);
                }
            }.scan(unit, null);
        }
        return found;
    }

    private static void collect(Tree tree, Pattern wanted, Set<String> found) {
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                if (literal.getValue() instanceof String text) {
                    wanted.matcher(text)
                            .results()
                            .map(match -> match.group(match.groupCount() == 0 ? 0 : 1))
                            .forEach(found::add);
                }
                return super.visitLiteral(literal, nothing);
            }
        }.scan(tree, null);
    }
}
