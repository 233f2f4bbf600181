package io.haymaker.postgres.store;

import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.ownership.InstallationId;
import io.haymaker.core.ownership.RunId;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.core.runtime.ContainerName;
import io.haymaker.scenario.ScenarioName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Records as JSON: snake_case names, constants in lower case, times in ISO 8601, ids as plain
 * strings. A secret is refused wherever it stands.
 */
public final class Json {
  private static final TypeReference<Map<String, String>> TEXT_MAP = new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(ids())
          .build();

  private Json() {}

  /**
   * @throws tools.jackson.core.JacksonException when the value holds a secret
   */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The optional value's JSON, or null. */
  public static @Nullable String write(Optional<?> value) {
    return value.map(MAPPER::writeValueAsString).orElse(null);
  }

  public static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  /** A map of texts, in the order of its keys. */
  public static String writeMap(Map<String, String> texts) {
    var clean = new TreeMap<String, String>();
    texts.forEach((key, value) -> clean.put(Columns.text(key), value));
    return write(clean);
  }

  public static Map<String, String> readMap(String json) {
    return MAPPER.readValue(json, TEXT_MAP);
  }

  /** The one place that says how an id looks in JSON. */
  private static SimpleModule ids() {
    var module = new SimpleModule("haymaker");
    asText(module, ResourceId.class, ResourceId::value, ResourceId::of);
    asText(module, RunId.class, RunId::toString, text -> new RunId(UUID.fromString(text)));
    asText(module, ScenarioName.class, ScenarioName::value, ScenarioName::new);
    asText(module, InstallationId.class, InstallationId::value, InstallationId::new);
    asText(module, ContainerName.class, ContainerName::value, ContainerName::new);
    module.addSerializer(String.class, new TextWriter<>(text -> text));
    module.addSerializer(SecretValue.class, new SecretWriter());
    module.addDeserializer(SecretValue.class, new SecretReader());
    return module;
  }

  private static <T> void asText(
      SimpleModule module, Class<T> type, Function<T, String> writer, Function<String, T> reader) {
    module.addSerializer(type, new TextWriter<>(writer));
    module.addDeserializer(type, new TextReader<>(type, reader));
  }

  private static final class TextWriter<T> extends ValueSerializer<T> {
    private final Function<T, String> writer;

    TextWriter(Function<T, String> writer) {
      this.writer = writer;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
      json.writeString(Columns.text(writer.apply(value)));
    }
  }

  private static final class TextReader<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> reader;

    TextReader(Class<T> type, Function<String, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      return reader.apply(json.getString());
    }
  }

  private static final class SecretWriter extends ValueSerializer<SecretValue> {
    @Override
    public void serialize(SecretValue value, JsonGenerator json, SerializationContext context) {
      context.reportMappingProblem("a secret is never written as JSON");
    }
  }

  private static final class SecretReader extends StdScalarDeserializer<SecretValue> {
    SecretReader() {
      super(SecretValue.class);
    }

    @Override
    public SecretValue deserialize(JsonParser json, DeserializationContext context) {
      return context.reportInputMismatch(this, "a secret is never read from JSON");
    }
  }
}
