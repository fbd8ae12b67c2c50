package dev.hearth.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.functions.catalog.Catalog;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The API as OpenAPI 3.1 describes it: an operation for each task and workflow of the application, with the schemas of its parameters
 * and result, added to what all applications have, which is in the resource {@value #COMMON}.
 */
final class OpenApi {
    private static final String COMMON = "openapi.json";

    private final ObjectNode document;
    private final ObjectNode paths;
    private final JsonSchemas schemas;

    private OpenApi(ObjectMapper mapper) {
        document = common();
        paths = document.withObject("/paths");
        schemas = new JsonSchemas(mapper, "");
    }

    /** @param mapper what writes and reads the application's values */
    static JsonNode of(Catalog catalog, ObjectMapper mapper) {
        return of(
                catalog.applicationName(),
                catalog.version(),
                List.copyOf(catalog.workflows()),
                List.copyOf(catalog.tasks()),
                mapper);
    }

    static JsonNode of(
            String application,
            String version,
            List<WorkflowSpec> workflows,
            List<TaskSpec> tasks,
            ObjectMapper mapper) {
        OpenApi api = new OpenApi(mapper);
        api.document.withObject("/info").put("title", application).put("version", version);
        for (WorkflowSpec workflow : workflows) {
            api.call(
                            "/api/workflows/" + workflow.name(),
                            "workflow",
                            workflow.name(),
                            "workflows",
                            workflow.parameters())
                    .set("schema", api.schemas.of(workflow.resultType()));
        }
        for (TaskSpec task : tasks) {
            String path = "/api/tasks/" + task.name();
            api.call(path, "task", task.name(), task.environment(), task.parameters())
                    .set("schema", api.schemas.of(task.resultType()));
            api.map(path + "/map", task);
        }
        return api.finished();
    }

    private JsonNode finished() {
        ObjectNode components = document.withObject("/components/schemas");
        components.setAll(schemas.definitions());
        JsonSchemas own = new JsonSchemas(ApiJson.MAPPER, "Hearth");
        own.of(Problem.class);
        own.of(dev.hearth.platform.run.RunRecord.class);
        own.of(dev.hearth.platform.run.RunPage.class);
        components.setAll(own.definitions());
        return document;
    }

    /** Adds an operation and gives the JSON of its answer, which wants a schema yet. */
    private ObjectNode call(String path, String kind, String name, String tag, List<ParameterSpec> parameters) {
        ObjectNode operation = operation(path, kind, name, tag, "Runs the " + kind + " " + name + ".");
        operation.withArray("parameters").add(reference("parameters", "Prefer"));
        operation.withArray("parameters").add(reference("parameters", "IdempotencyKey"));
        ObjectNode body = operation.putObject("requestBody");
        body.put("required", parameters.stream().anyMatch(OpenApi::isRequired));
        body.putObject("content").putObject(MediaType.JSON).set("schema", input(parameters));
        ObjectNode responses = operation.putObject("responses");
        ObjectNode answer = responses.putObject("200").put("description", "The result.");
        answer.putObject("headers").set("Hearth-Run", reference("headers", "Run"));
        responses.set("202", reference("responses", "Accepted"));
        responses.set("default", reference("responses", "Problem"));
        return answer.putObject("content").putObject(MediaType.JSON);
    }

    private void map(String path, TaskSpec task) {
        ObjectNode operation = operation(
                path, "map", task.name(), task.environment(), "Runs the task " + task.name() + " for each element.");
        operation.withArray("parameters").add(reference("parameters", "Prefer"));
        operation.withArray("parameters").add(reference("parameters", "IdempotencyKey"));
        for (String option : List.of("Concurrency", "MinSuccessRatio", "Unordered", "Window", "Provenance")) {
            operation.withArray("parameters").add(reference("parameters", option));
        }
        JsonNode element =
                task.parameters().size() == 1 ? parameter(task.parameters().get(0)) : input(task.parameters());
        ObjectNode content =
                operation.putObject("requestBody").put("required", true).putObject("content");
        content.putObject(MediaType.NDJSON).set("schema", element);
        content.putObject(MediaType.JSON)
                .putObject("schema")
                .put("type", "array")
                .set("items", element.deepCopy());
        ObjectNode responses = operation.putObject("responses");
        ObjectNode line = responses
                .putObject("200")
                .put("description", "A line for each outcome, and one for the end.")
                .putObject("content")
                .putObject(MediaType.NDJSON)
                .putObject("schema")
                .put("type", "object");
        line.withObject("/properties/index").put("type", "integer");
        line.withObject("/properties").set("value", schemas.of(task.resultType()));
        line.withObject("/properties/error").put("type", "object");
        line.withObject("/properties/end").put("type", "object");
        responses.set("202", reference("responses", "Accepted"));
        responses.set("default", reference("responses", "Problem"));
    }

    private ObjectNode operation(String path, String kind, String name, String tag, String summary) {
        ObjectNode operation = paths.putObject(path).putObject("post");
        operation.put("operationId", kind + "." + name).put("summary", summary);
        operation.putArray("tags").add(tag);
        return operation;
    }

    /** An input that has more than the parameters is refused. */
    private ObjectNode input(List<ParameterSpec> parameters) {
        ObjectNode input = ApiJson.MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = input.putObject("properties");
        parameters.forEach(parameter -> properties.set(parameter.name(), parameter(parameter)));
        List<String> required = parameters.stream()
                .filter(OpenApi::isRequired)
                .map(ParameterSpec::name)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(input.putArray("required")::add);
        }
        return input.put("additionalProperties", false);
    }

    private JsonNode parameter(ParameterSpec parameter) {
        JsonNode schema = schemas.of(parameter.type());
        if (parameter.defaultJson().isEmpty() || !(schema instanceof ObjectNode object)) {
            return schema;
        }
        try {
            return object.set(
                    "default", ApiJson.MAPPER.readTree(parameter.defaultJson().get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isRequired(ParameterSpec parameter) {
        return parameter.defaultJson().isEmpty()
                && !parameter.type().getTypeName().startsWith(Optional.class.getName());
    }

    private static ObjectNode reference(String section, String name) {
        return ApiJson.MAPPER.createObjectNode().put("$ref", "#/components/" + section + "/" + name);
    }

    private static ObjectNode common() {
        try (InputStream common = Objects.requireNonNull(OpenApi.class.getResourceAsStream(COMMON))) {
            return (ObjectNode) ApiJson.MAPPER.readTree(common);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
