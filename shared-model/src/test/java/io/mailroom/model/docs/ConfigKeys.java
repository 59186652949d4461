package io.mailroom.model.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The settings of a service with their defaults, as its {@code @ConfigMapping} interfaces and application.properties say. */
final class ConfigKeys {
    static final String REQUIRED = "required";
    static final String NONE = "none";
    static final String CLOUDS = "Microsoft's four clouds";

    private final String module;
    private final Map<String, ClassTree> interfaces = new TreeMap<>();
    private final Map<String, String> defaults = new TreeMap<>();

    private ConfigKeys(String module) {
        this.module = module;
    }

    static Map<String, String> of(String module) {
        ConfigKeys keys = new ConfigKeys(module);
        List<ClassTree> mappings = new ArrayList<>();
        for (CompilationUnitTree unit : JavaSources.parsed(module)) {
            types(unit.getTypeDecls()).forEach(type -> {
                keys.interfaces.put(type.getSimpleName().toString(), type);
                if (annotation(type, "ConfigMapping").isPresent()) {
                    mappings.add(type);
                }
            });
        }
        for (ClassTree mapping : mappings) {
            keys.group(annotation(mapping, "ConfigMapping").orElseThrow(), List.of(mapping));
        }
        keys.settleByProperties();
        return keys.defaults;
    }

    /** @param scope the interface itself last, before it those it stands in */
    private void group(String prefix, List<ClassTree> scope) {
        ClassTree type = scope.getLast();
        for (Tree parent : type.getImplementsClause()) {
            group(prefix, find(scope, parent).orElseThrow());
        }
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree method && method.getBody() == null) {
                boolean parents = annotation(method, "WithParentName").isPresent();
                key(parents ? prefix : prefix + "." + kebab(method.getName().toString()), method, scope);
            }
        }
    }

    private void key(String name, MethodTree method, List<ClassTree> scope) {
        if (annotation(method, "WithName").isPresent()) {
            throw new AssertionError(name + " has @WithName, which this reader does not know");
        }
        Tree type = method.getReturnType();
        String wrapper = "";
        Tree inner = type;
        if (type instanceof ParameterizedTypeTree parameterized) {
            wrapper = parameterized.getType().toString();
            inner = parameterized.getTypeArguments().getLast();
        }
        Optional<List<ClassTree>> group = find(scope, inner);
        if (group.isPresent()) {
            group(wrapper.equals("Map") ? name + ".NAME" : name, group.get());
            return;
        }
        boolean optional = wrapper.equals("Optional") || type.toString().startsWith("Optional");
        defaults.put(name, annotation(method, "WithDefault").orElse(optional ? NONE : REQUIRED));
    }

    /** An interface by its name: one that stands in the scope, or one with a file of its own. */
    private Optional<List<ClassTree>> find(List<ClassTree> scope, Tree name) {
        for (int i = scope.size(); i > 0; i--) {
            for (Tree member : scope.get(i - 1).getMembers()) {
                if (member instanceof ClassTree type && type.getSimpleName().contentEquals(name.toString())) {
                    return Optional.of(Stream.concat(scope.subList(0, i).stream(), Stream.of(type))
                            .toList());
                }
            }
        }
        return Optional.ofNullable(interfaces.get(name.toString())).map(List::of);
    }

    /** A key that is set for some clouds is not left to the operator; one that is set again must say the same. */
    private void settleByProperties() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(
                    Repository.text(Repository.ROOT.resolve(module + "/src/main/resources/application.properties"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String name : properties.stringPropertyNames()) {
            String pattern = name.replaceFirst("^(mailroom\\.entra\\.clouds)\\.[^.]+", "$1.NAME");
            if (!pattern.equals(name)) {
                defaults.replace(pattern, CLOUDS);
            } else if (defaults.containsKey(name)) {
                defaults.put(name, properties.getProperty(name));
            }
        }
    }

    private static Stream<ClassTree> types(List<? extends Tree> trees) {
        return trees.stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(type -> type.getKind() == Tree.Kind.INTERFACE);
    }

    private static Optional<String> annotation(ClassTree type, String name) {
        return annotation(type.getModifiers().getAnnotations(), name);
    }

    private static Optional<String> annotation(MethodTree method, String name) {
        return annotation(method.getModifiers().getAnnotations(), name);
    }

    private static Optional<String> annotation(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(each -> each.getAnnotationType() instanceof IdentifierTree type
                        && type.getName().contentEquals(name))
                .map(each -> each.getArguments().isEmpty()
                        ? ""
                        : text(each.getArguments().getFirst()))
                .findFirst();
    }

    private static String text(ExpressionTree argument) {
        ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        return String.valueOf(((LiteralTree) value).getValue());
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
