package io.mailroom.model.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mailroom.model.command.CancelCommand;
import io.mailroom.model.command.SendMail;
import io.mailroom.model.command.SyncMail;
import io.mailroom.model.event.ConnectionChanged;
import io.mailroom.model.event.MailReceived;
import io.mailroom.model.result.MailProgress;
import io.mailroom.model.result.MailResult;
import java.util.List;

/** The published schemas, one for each CloudEvents type. */
public final class Schemas {
    public static final List<String> TYPES = List.of(
            SendMail.TYPE,
            SyncMail.TYPE,
            CancelCommand.TYPE,
            MailResult.TYPE,
            MailProgress.TYPE,
            MailReceived.TYPE,
            ConnectionChanged.TYPE);

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    public static String fileName(String type) {
        return type + ".schema.json";
    }

    public static JsonNode file(String type) {
        return Resources.json("schemas/" + fileName(type));
    }

    /** What the schema of this type holds against the event; formats are asserted. */
    public static List<Error> problems(String type, JsonNode event) {
        return of(file(type))
                .validate(event, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    public static Schema of(JsonNode schema) {
        return REGISTRY.getSchema(schema);
    }

    /** What the specification itself holds against a schema. */
    public static List<Error> problemsOfSchema(JsonNode schema) {
        return REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(schema);
    }
}
