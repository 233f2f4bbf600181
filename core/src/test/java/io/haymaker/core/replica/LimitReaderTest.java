package io.haymaker.core.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Limits;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits are read as people write them, and what cannot be is refused by name. */
class LimitReaderTest {
  private static final HostFacts HOST =
      new HostFacts("box", 4, 8L << 30, Optional.of(new HostFacts.Disk(100L << 30, 50L << 30)), 0);

  private static LimitTexts texts(String cpu, String memory, String disk) {
    return new LimitTexts(
        given("cpu_limit", cpu), given("memory_limit", memory), given("disk_limit", disk));
  }

  private static Optional<Given> given(String field, String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Given(field, text));
  }

  private static String refusedField(LimitTexts texts) {
    Reply<Limits> reply = LimitReader.read(texts, HOST);
    assertThat(reply).isInstanceOf(Reply.Invalid.class);
    return ((Reply.Invalid<Limits>) reply).field();
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.5", "500m,0.5", "1,1", "1.25,1.25", "10m,0.01", "4,4", "4000m,4"})
  void coresAreReadAsNumbersOrThousandths(String text, double cores) {
    assertThat(LimitReader.read(texts(text, "", ""), HOST))
        .isEqualTo(Reply.done(new Limits(OptionalDouble.of(cores), OptionalLong.empty())));
  }

  @ParameterizedTest
  @CsvSource({
    "512m,536870912", "512M,536870912", "512Mi,536870912", "512mb,536870912",
    "1g,1073741824", "1Gi,1073741824", "1GB,1073741824", "0.5g,536870912",
    "6291456,6291456", "8192k,8388608", "8192Ki,8388608", "6291456b,6291456"
  })
  void sizesAreReadWithAndWithoutUnits(String text, long bytes) {
    assertThat(LimitReader.read(texts("", text, ""), HOST))
        .isEqualTo(Reply.done(new Limits(OptionalDouble.empty(), OptionalLong.of(bytes))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0m",
        "-1",
        "-0.5",
        "NaN",
        "Infinity",
        "inf",
        "1e3",
        "0x1",
        "half",
        "1 2",
        "1,5",
        ".5",
        "1.",
        "m",
        "500 m",
        "0.001",
        "4.01",
        "4001m",
        "99999999999999999999999999",
        "\u0661",
        "+1"
      })
  void coresThatCannotBeAreRefused(String text) {
    assertThat(refusedField(texts(text, "", ""))).isEqualTo("cpu_limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0m",
        "-512m",
        "NaN",
        "Infinity",
        "1e9",
        "512x",
        "512 m",
        "m",
        "5m",
        "1024",
        "512mib",
        "9g",
        "8193m",
        "99999999999999999999t",
        "1tttt",
        "\u0665m",
        "+6m"
      })
  void sizesThatCannotBeAreRefused(String text) {
    assertThat(refusedField(texts("", text, ""))).isEqualTo("memory_limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1g", "lots", "101g"})
  void diskThatCannotBeIsRefused(String text) {
    assertThat(refusedField(texts("", "", text))).isEqualTo("disk_limit");
  }

  @Test
  void theFieldIsNamedAsItWasGiven() {
    var texts =
        new LimitTexts(
            Optional.of(new Given("resources.cpu", "64")), Optional.empty(), Optional.empty());
    assertThat(LimitReader.read(texts, HOST))
        .isEqualTo(Reply.invalid("resources.cpu", "64 is more than the 4 cores of the host"));
  }

  @Test
  void nothingGivenIsNoLimit() {
    assertThat(LimitReader.read(LimitTexts.NONE, HOST)).isEqualTo(Reply.done(Limits.NONE));
    assertThat(LimitReader.read(texts("", "", "10g"), HOST)).isEqualTo(Reply.done(Limits.NONE));
  }
}
