package io.haymaker.agent.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.agent.json.Json.JsonArray;
import io.haymaker.agent.json.Json.JsonBoolean;
import io.haymaker.agent.json.Json.JsonNull;
import io.haymaker.agent.json.Json.JsonNumber;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.json.Json.JsonString;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonPropertyTest {

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll("values") Json value) {
    assertThat(JsonReader.read(JsonWriter.write(value))).contains(value);
  }

  @Property(tries = 200)
  void anyTextIsReadOrRefused(@ForAll String text) {
    assertThat(JsonReader.read(text)).isNotNull();
  }

  @Example
  void numbersKeepTheirFormAndFieldsTheirOrder() {
    String text = "{\"z\":1.10,\"a\":12345678901234567890,\"n\":null,\"e\":1e3}";

    assertThat(JsonWriter.write(JsonReader.read(text).orElseThrow())).isEqualTo(text);
    assertThat(JsonReader.read("{} {}")).isEmpty();
    assertThat(JsonReader.read("")).isEmpty();
    assertThat(JsonWriter.escaped("a\"b\n")).isEqualTo("a\\\"b\\n");
  }

  @Provide
  Arbitrary<Json> values() {
    return nested(3);
  }

  /** Values nested up to {@code depth} deep: a tree without a bound may outgrow the heap. */
  private static Arbitrary<Json> nested(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Json> inner = nested(depth - 1);
    return Arbitraries.oneOf(
        leaves(),
        leaves(),
        inner.list().ofMaxSize(3).map(JsonArray::new),
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), inner)
            .ofMaxSize(3)
            .map(JsonObject::new));
  }

  private static Arbitrary<Json> leaves() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(8).map(JsonString::new),
        Arbitraries.longs().map(number -> new JsonNumber(Long.toString(number))),
        Arbitraries.of(true, false).map(JsonBoolean::new),
        Arbitraries.just(new JsonNull()));
  }
}
