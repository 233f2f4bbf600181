package io.haymaker.core.replica;

import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Limits;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads limits: cores as {@code 0.5}, {@code 1} or {@code 500m}, sizes as bytes or with a unit such
 * as {@code 512m}, {@code 1g}, {@code 512Mi}, {@code 1Gi}. As with Docker a unit is a power of 1024
 * however it is written.
 */
public final class LimitReader {
  /** Docker counts in billionths of a core, and takes no fewer than a hundredth. */
  private static final BigDecimal LEAST_CORES = new BigDecimal("0.01");

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  /** No number is longer than this and still means a computer of this world. */
  private static final int LONGEST = 24;

  private static final Pattern CORES = Pattern.compile("(?<number>\\d+(?:\\.\\d+)?)(?<milli>m?)");
  private static final Pattern SIZE =
      Pattern.compile("(?<number>\\d+(?:\\.\\d+)?)(?<unit>[a-z]{0,2})");

  private static final Map<String, Integer> SHIFTS =
      Map.ofEntries(
          Map.entry("", 0),
          Map.entry("b", 0),
          Map.entry("k", 10),
          Map.entry("kb", 10),
          Map.entry("ki", 10),
          Map.entry("m", 20),
          Map.entry("mb", 20),
          Map.entry("mi", 20),
          Map.entry("g", 30),
          Map.entry("gb", 30),
          Map.entry("gi", 30),
          Map.entry("t", 40),
          Map.entry("tb", 40),
          Map.entry("ti", 40));

  private LimitReader() {}

  /** Limits that this host can give. */
  public static Reply<Limits> read(LimitTexts texts, HostFacts host) {
    return read(texts).then(limits -> within(limits, texts, host));
  }

  /** Limits that some host can give. */
  public static Reply<Limits> read(LimitTexts texts) {
    Reply<Optional<BigDecimal>> cores = optional(texts.cpu(), LimitReader::cores);
    Reply<Optional<Long>> memory = optional(texts.memory(), LimitReader::memory);
    Reply<Optional<Long>> disk = optional(texts.disk(), LimitReader::bytes);
    return cores.then(
        cpu ->
            memory.then(
                bytes ->
                    disk.map(
                        _ ->
                            new Limits(
                                cpu.map(number -> OptionalDouble.of(number.doubleValue()))
                                    .orElseGet(OptionalDouble::empty),
                                bytes.map(OptionalLong::of).orElseGet(OptionalLong::empty)))));
  }

  private static Reply<Limits> within(Limits limits, LimitTexts texts, HostFacts host) {
    if (limits.cpuCores().orElse(0) > host.cores()) {
      return Reply.invalid(
          texts.cpu().map(Given::field).orElse("cpu_limit"),
          "%s is more than the %d cores of the host"
              .formatted(texts.cpu().map(Given::text).orElse(""), host.cores()));
    }
    if (limits.memoryBytes().orElse(0) > host.memoryBytes()) {
      return Reply.invalid(
          texts.memory().map(Given::field).orElse("memory_limit"),
          "%s is more than the host's memory of %d bytes"
              .formatted(texts.memory().map(Given::text).orElse(""), host.memoryBytes()));
    }
    return optional(texts.disk(), LimitReader::bytes)
        .then(disk -> withinDisk(disk.orElse(0L), texts, host).map(_ -> limits));
  }

  private static Reply<Long> withinDisk(long bytes, LimitTexts texts, HostFacts host) {
    return host.disk()
        .filter(disk -> bytes > disk.totalBytes())
        .map(
            disk ->
                Reply.<Long>invalid(
                    texts.disk().map(Given::field).orElse("disk_limit"),
                    "%s is more than the host's disk of %d bytes"
                        .formatted(texts.disk().map(Given::text).orElse(""), disk.totalBytes())))
        .orElseGet(() -> Reply.done(bytes));
  }

  private static <T> Reply<Optional<T>> optional(
      Optional<Given> given, java.util.function.Function<Given, Reply<T>> reader) {
    return given
        .map(text -> reader.apply(text).map(Optional::of))
        .orElseGet(() -> Reply.done(Optional.empty()));
  }

  private static Reply<BigDecimal> cores(Given given) {
    String text = given.text().strip();
    Matcher form = CORES.matcher(text);
    if (text.length() > LONGEST || !form.matches()) {
      return Reply.invalid(
          given.field(), "must be a number of cores such as 0.5, 1 or 500m" + quoted(text));
    }
    var number = new BigDecimal(form.group("number"));
    BigDecimal cores = form.group("milli").isEmpty() ? number : number.divide(THOUSAND);
    return cores.compareTo(LEAST_CORES) < 0
        ? Reply.invalid(given.field(), "must be 0.01 cores (10m) or more" + quoted(text))
        : Reply.done(cores);
  }

  private static Reply<Long> memory(Given given) {
    return bytes(given)
        .then(
            bytes ->
                bytes < Limits.LEAST_MEMORY
                    ? Reply.invalid(
                        given.field(), "must be 6 MiB (6m) or more" + quoted(given.text()))
                    : Reply.done(bytes));
  }

  private static Reply<Long> bytes(Given given) {
    String text = given.text().strip();
    Matcher form = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (text.length() > LONGEST || !form.matches() || !SHIFTS.containsKey(form.group("unit"))) {
      return Reply.invalid(
          given.field(), "must be a size such as 512m, 1g, 512Mi or 1Gi" + quoted(text));
    }
    BigDecimal unit = BigDecimal.valueOf(1L << SHIFTS.getOrDefault(form.group("unit"), 0));
    BigDecimal bytes = new BigDecimal(form.group("number")).multiply(unit);
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Reply.invalid(given.field(), "is more than any host has" + quoted(text));
    }
    return bytes.compareTo(BigDecimal.ONE) < 0
        ? Reply.invalid(given.field(), "must be more than zero" + quoted(text))
        : Reply.done(bytes.longValue());
  }

  private static String quoted(String text) {
    return ", is '%s'".formatted(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }
}
