package dev.hearth.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.RetryPolicy;
import dev.hearth.functions.catalog.ParameterSpec;
import dev.hearth.functions.catalog.TaskSpec;
import dev.hearth.functions.catalog.WorkflowSpec;
import io.restassured.RestAssured;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Item(
            String itemName,
            int weight,
            @JsonProperty("colour") Optional<String> color,
            Instant made,
            Duration age,
            List<Item> parts,
            Map<String, Double> prices) {}

    /** What Jackson does not write is in no schema. */
    static final class Bean {
        private final int hidden = 1;
        private final String shown = "x";

        public String getShown() {
            return shown + hidden;
        }
    }

    static class Application {
        public void store(Item item, byte[] picture, int count, Size size, Optional<LocalDate> due) {}

        public List<Item> find(String text) {
            return List.of();
        }

        public Bean bean(Object anything) {
            return new Bean();
        }
    }

    private static Method method(String name) {
        return Arrays.stream(Application.class.getDeclaredMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<ParameterSpec> parameters(Method method) {
        List<ParameterSpec> parameters = new ArrayList<>();
        Type[] types = method.getGenericParameterTypes();
        for (int i = 0; i < types.length; i++) {
            String name = method.getParameters()[i].getName();
            parameters.add(
                    new ParameterSpec(name, types[i], name.equals("count") ? Optional.of("3") : Optional.empty()));
        }
        return parameters;
    }

    private static TaskSpec task(String name) {
        Method method = method(name);
        return new TaskSpec(
                "shop." + name,
                "shop",
                method,
                parameters(method),
                method.getGenericReturnType(),
                false,
                RetryPolicy.NONE,
                Duration.ZERO,
                Duration.ZERO);
    }

    private static JsonNode document(ObjectMapper mapper) {
        Method bean = method("bean");
        return OpenApi.of(
                "shop",
                "1",
                List.of(new WorkflowSpec(
                        "bean",
                        bean,
                        parameters(bean),
                        bean.getGenericReturnType(),
                        List.of(),
                        List.of(),
                        Optional.empty())),
                List.of(task("store"), task("find")),
                mapper);
    }

    private static final JsonNode DOCUMENT = document(ApiJson.MAPPER);

    private static JsonNode input(String path) {
        return DOCUMENT.path("paths").path(path).at("/post/requestBody/content/application~1json/schema");
    }

    private static JsonNode result(String path) {
        return DOCUMENT.path("paths").path(path).at("/post/responses/200/content/application~1json/schema");
    }

    private static void assertJson(String expected, JsonNode actual) throws IOException {
        assertEquals(ApiJson.MAPPER.readTree(expected), actual);
    }

    @Test
    void anIndependentParserFindsNoFault() throws IOException {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(DOCUMENT.toString());
        assertEquals(List.of(), result.getMessages());
        assertEquals(11, result.getOpenAPI().getPaths().size());
    }

    @Test
    void thatParserWouldFindAFault() {
        SwaggerParseResult result =
                new OpenAPIV3Parser().readContents(DOCUMENT.toString().replace("\"responses\"", "\"answers\""));
        assertFalse(result.getMessages().isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<JsonNode> references = DOCUMENT.findValues("$ref");
        assertTrue(references.size() > 20);
        references.forEach(reference ->
                assertFalse(DOCUMENT.at(reference.asText().substring(1)).isMissingNode(), reference.asText()));
    }

    @Test
    void parametersHaveTheirTypesDefaultsAndWhetherTheyMustBeThere() throws IOException {
        assertJson("""
                {"type": "object", "properties": {
                  "item": {"$ref": "#/components/schemas/Item"},
                  "picture": {"type": "string", "contentEncoding": "base64"},
                  "count": {"type": "integer", "default": 3},
                  "size": {"$ref": "#/components/schemas/Size"},
                  "due": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}},
                 "required": ["item", "picture", "size"], "additionalProperties": false}
                """, input("/api/tasks/shop.store"));
        assertJson("{\"type\": \"string\", \"enum\": [\"SMALL\", \"LARGE\"]}", DOCUMENT.at("/components/schemas/Size"));
    }

    @Test
    void resultsHaveTheirTypes() throws IOException {
        assertJson("{\"type\": \"null\"}", result("/api/tasks/shop.store"));
        assertJson(
                "{\"type\": \"array\", \"items\": {\"$ref\": \"#/components/schemas/Item\"}}",
                result("/api/tasks/shop.find"));
        assertJson("{}", input("/api/workflows/bean").at("/properties/anything"));
    }

    @Test
    void recordsHaveTheirComponentsAsTheMapperNamesThem() throws IOException {
        JsonNode item = DOCUMENT.at("/components/schemas/Item/properties");
        assertJson("{\"type\": \"string\"}", item.path("itemName"));
        assertJson("{\"type\": [\"string\", \"null\"]}", item.path("colour"));
        assertJson("{\"type\": \"string\", \"format\": \"date-time\"}", item.path("made"));
        assertJson("{\"type\": \"string\", \"format\": \"duration\"}", item.path("age"));
        assertJson(
                "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"number\"}}",
                DOCUMENT.at(item.path("prices").path("$ref").asText().substring(1)));
        assertEquals(7, item.size());
        assertEquals(List.of("shown"), names(DOCUMENT.at("/components/schemas/Bean/properties")));
        JsonNode snake = document(JsonMapper.builder()
                        .findAndAddModules()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .enable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .build())
                .at("/components/schemas/Item/properties");
        assertTrue(snake.has("item_name"), snake.toString());
        assertJson("{\"type\": \"number\"}", snake.path("age"));
    }

    @Test
    void aMapTakesLinesOrAnArrayOfTheSameElements() throws IOException {
        JsonNode content =
                DOCUMENT.path("paths").path("/api/tasks/shop.find/map").at("/post/requestBody/content");
        assertJson("{\"schema\": {\"type\": \"string\"}}", content.path("application/x-ndjson"));
        assertJson(
                "{\"schema\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}}",
                content.path("application/json"));
    }

    @Test
    void problemsAndRunsAreDescribedAsTheyAreSent() {
        assertEquals(
                List.of("detail", "kind", "run", "status", "title", "type"),
                names(DOCUMENT.at("/components/schemas/HearthProblem/properties")));
        assertTrue(names(DOCUMENT.at("/components/schemas/HearthRunRecord/properties"))
                .containsAll(List.of("id", "state", "progress", "steps")));
    }

    @Test
    void theDocumentDescribesEveryRouteOfRuns() {
        try (FakePlatform platform = new FakePlatform()) {
            JsonNode served = RestAssured.given()
                    .baseUri(platform.url().toString())
                    .get("/api/openapi.json")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .extract()
                    .as(JsonNode.class);
            String known = RestAssured.given()
                    .baseUri(platform.url().toString())
                    .get("/api/fly")
                    .path("detail");
            for (String route : known.substring(known.indexOf("Known: ") + 7, known.length() - 1)
                    .split(", ", -1)) {
                String[] parts = route.split(" ", 2);
                if (parts[1].startsWith("/api/runs")) {
                    assertTrue(served.path("paths").path(parts[1]).has(parts[0].toLowerCase(Locale.ROOT)), route);
                }
            }
        }
    }

    private static List<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .sorted()
                .toList();
    }
}
