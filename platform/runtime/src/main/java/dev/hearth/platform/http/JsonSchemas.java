package dev.hearth.platform.http;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of Java types as one mapper writes them: which properties there are, and under what names, is the mapper's to say. Not
 * safe for use by several threads.
 */
final class JsonSchemas {
    private static final String BINARY = "base64";

    /** How Jackson writes times as texts; JSON Schema has a format for some. */
    private static final Map<Class<?>, String> TIMES = Map.of(
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            ZonedDateTime.class, "date-time",
            LocalDate.class, "date",
            OffsetTime.class, "time",
            LocalDateTime.class, "",
            LocalTime.class, "");

    private final ObjectMapper mapper;
    private final SchemaBuilder builder;

    /** @param prefix before the name of each definition */
    JsonSchemas(ObjectMapper mapper, String prefix) {
        this.mapper = mapper;
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        ApiJson.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE, JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.PLAIN_DEFINITION_KEYS,
                        Option.FLATTENED_OPTIONALS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields().withIgnoreCheck(field -> property(field) == null).withPropertyNameOverrideResolver(field -> {
            BeanPropertyDefinition property = property(field);
            return property == null ? null : property.getName();
        });
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(this::special)
                .withDefinitionNamingStrategy(new DefaultSchemaDefinitionNamingStrategy() {
                    @Override
                    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
                        return prefix + super.getDefinitionNameForKey(key, context);
                    }
                });
        builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    private @Nullable BeanPropertyDefinition property(FieldScope field) {
        JavaType type = mapper.constructType(field.getDeclaringType().getErasedType());
        return mapper.getSerializationConfig().introspect(type).findProperties().stream()
                .filter(property -> property.getInternalName().equals(field.getDeclaredName()))
                .findFirst()
                .orElse(null);
    }

    /** A schema, or a reference to one of {@link #definitions}. */
    JsonNode of(Type type) {
        if (type == void.class || type == Void.class) {
            return text("null");
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return orNull(of(generic.getActualTypeArguments()[0]));
        }
        if (type == OptionalInt.class || type == OptionalLong.class) {
            return orNull(text("integer"));
        }
        if (type == OptionalDouble.class) {
            return orNull(text("number"));
        }
        return builder.createSchemaReference(type);
    }

    /** All that was referred to, for {@code components/schemas}. To be asked once, at the end. */
    ObjectNode definitions() {
        return builder.collectDefinitions("components/schemas");
    }

    private static ObjectNode orNull(JsonNode schema) {
        ObjectNode either = ApiJson.MAPPER.createObjectNode();
        either.putArray("anyOf").add(schema).add(text("null"));
        return either;
    }

    private static ObjectNode text(String type) {
        return ApiJson.MAPPER.createObjectNode().put("type", type);
    }

    private @Nullable CustomDefinition special(ResolvedType type, SchemaGenerationContext context) {
        ObjectNode schema = special(type.getErasedType());
        return schema == null
                ? null
                : new CustomDefinition(
                        schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
    }

    private @Nullable ObjectNode special(Class<?> type) {
        if (type == byte[].class) {
            return text("string").put("contentEncoding", BINARY);
        }
        if (type == Object.class || JsonNode.class.isAssignableFrom(type)) {
            return ApiJson.MAPPER.createObjectNode();
        }
        if (type == Duration.class) {
            return mapper.isEnabled(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    ? text("number")
                    : text("string").put("format", "duration");
        }
        if (type == Period.class) {
            return text("string").put("format", "duration");
        }
        String format = TIMES.get(type);
        if (format == null) {
            return null;
        }
        if (mapper.isEnabled(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)) {
            // Numbers or arrays of them: this depends on the type and on further settings.
            return ApiJson.MAPPER.createObjectNode();
        }
        return format.isEmpty() ? text("string") : text("string").put("format", format);
    }
}
