package io.mailroom.auth.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mailroom.auth.testing.AuthStack;
import io.mailroom.auth.testing.TestingBrowser;
import io.mailroom.auth.testing.TestingClient;
import io.mailroom.model.lease.LeaseProblem;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AuthStack.class)
class OpenApiTest {
    @TestHTTPResource("/")
    URI service;

    private JsonNode document() {
        return TestingClient.json(new TestingBrowser(service).open("/q/openapi?format=json"));
    }

    private static Set<String> served() {
        Set<String> served = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.mailroom.auth")) {
            if (resource.isAnnotatedWith(Path.class)) {
                String base = resource.getAnnotationOfType(Path.class).value();
                resource.getMethods()
                        .forEach(method ->
                                methodsOf(method).forEach(verb -> served.add(verb + " " + base + path(method))));
            }
        }
        return served;
    }

    private static String path(JavaMethod method) {
        if (!method.isAnnotatedWith(Path.class)) {
            return "";
        }
        String path = method.getAnnotationOfType(Path.class).value();
        return path.startsWith("/") ? path : "/" + path;
    }

    private static List<String> methodsOf(JavaMethod method) {
        return method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(annotation -> annotation.getRawType().getSimpleName().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Test
    void tells_every_path_and_method_and_no_other() {
        Set<String> told = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(verb -> {
                    if (!verb.equals("parameters")) {
                        told.add(verb + " " + path.getKey());
                    }
                }));

        assertThat(told).isEqualTo(served());
    }

    @Test
    void names_every_refusal_of_a_lease() {
        List<String> codes = document()
                .at("/components/schemas/Problem/properties/code/enum")
                .valueStream()
                .map(JsonNode::asText)
                .toList();

        assertThat(codes)
                .containsAll(
                        Arrays.stream(LeaseProblem.values()).map(Enum::name).toList());
    }
}
