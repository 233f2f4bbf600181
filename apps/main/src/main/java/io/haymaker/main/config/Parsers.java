package io.haymaker.main.config;

import io.haymaker.azure.wire.Trust;
import io.haymaker.core.identity.SecretValue;
import io.haymaker.core.runtime.ContainerSize;
import io.haymaker.core.scenario.SimulationSize;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.Durations;
import io.haymaker.scenario.ScenarioName;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The forms that values have. */
final class Parsers {
  private static final String HEX = "[0-9a-fA-F]";
  static final String GUID_FORM = HEX + "{8}(-" + HEX + "{4}){3}-" + HEX + "{12}";

  private static final Pattern SIZE_OF =
      Pattern.compile(
          "(?<name>[a-z0-9][a-z0-9_-]*)=(?<cores>[1-9]\\d{0,2}(\\.\\d{1,2})?)x(?<memory>[1-9]\\d{0,3}(\\.\\d)?)");

  static final Parser<SecretValue> SECRET =
      new Parser<>(
          "secret",
          text -> Optional.of(new SecretValue(text)),
          _ -> "[secret]",
          Parser.Secrecy.SECRET);

  static final Parser<String> TEXT = new Parser<>("text", Optional::of);

  static final Parser<String> GUID = matching("GUID", GUID_FORM);

  static final Parser<List<String>> GUIDS =
      new Parser<List<String>>(
              "list of GUIDs, separated by commas",
              text -> list(text).filter(all -> all.stream().allMatch(id -> id.matches(GUID_FORM))))
          .shownAs(all -> String.join(",", all));

  static final Parser<List<String>> LIST =
      new Parser<List<String>>("list, separated by commas", Parsers::list)
          .shownAs(all -> String.join(",", all));

  static final Parser<URI> HTTPS =
      new Parser<>(
          "https URL without path",
          text ->
              url(text, "https")
                  .filter(
                      url ->
                          url.getRawPath().replace("/", "").isEmpty() && url.getRawQuery() == null)
                  .map(url -> URI.create(url.toString().replaceAll("/+$", ""))));

  /** A URL whose path and query may be as good as a password: only its host is shown. */
  static final Parser<URI> HTTPS_HOOK =
      new Parser<>(
              "https URL, or an http one of this machine",
              text -> url(text, "https").or(() -> url(text, "http").filter(Parsers::isHere)))
          .guarded()
          .shownAs(url -> "%s://%s/...".formatted(url.getScheme(), url.getAuthority()));

  /** Whoever may put a key into it is told nothing of what is wrong with it. */
  static final Parser<URI> COLLECTOR =
      new Parser<>(
              "http or https URL",
              text ->
                  url(text, "https")
                      .or(() -> url(text, "http"))
                      .filter(url -> url.getRawQuery() == null && url.getRawFragment() == null))
          .guarded();

  static final Parser<Duration> DURATION =
      new Parser<>("duration longer than zero, such as 90s, 20m, 8h or PT90S", Parsers::duration)
          .shownAs(Durations::show);

  static final Parser<Boolean> YES_NO =
      new Parser<>(
          "'true' or 'false'",
          text ->
              switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
              });

  static final Parser<Path> FILE =
      new Parser<>(
          "file that can be read",
          text -> path(text).filter(file -> Files.isRegularFile(file) && Files.isReadable(file)));

  static final Parser<Path> AUTHORITIES =
      new Parser<>(
          "file of certificates in PEM that can be read",
          text -> FILE.read().apply(text).filter(Parsers::holdsCertificates));

  static final Parser<Path> FOLDER =
      new Parser<>(
          "folder",
          text -> path(text).filter(path -> Files.isDirectory(path) || !Files.exists(path)));

  /** It need not exist yet. */
  static final Parser<Path> FILE_TO_WRITE =
      new Parser<>("path of a file", text -> path(text).filter(path -> !Files.isDirectory(path)));

  static final Parser<SimulationSize> SIZE =
      new Parser<>("size: small, medium or large", SimulationSize::of);

  /** {@code scenario=4x128}, and more of them. */
  static final Parser<Map<ScenarioName, ContainerSize>> SIZES =
      new Parser<Map<ScenarioName, ContainerSize>>(
              "list like NAME=CORESxGIB, separated by commas", Parsers::sizes)
          .shownAs(
              all ->
                  new TreeMap<>(
                          all.entrySet().stream()
                              .collect(
                                  Collectors.toMap(
                                      entry -> entry.getKey().value(),
                                      entry -> shown(entry.getValue()))))
                      .entrySet().stream()
                          .map(entry -> entry.getKey() + "=" + entry.getValue())
                          .collect(Collectors.joining(",")));

  /** Without user and password; not shown when it is wrong, because they may be in it. */
  static final Parser<String> DATABASE =
      new Parser<String>(
              "URL like jdbc:postgresql://host:5432/haymaker, without user or password",
              text ->
                  Optional.of(text)
                      .filter(
                          url ->
                              url.matches("jdbc:postgresql:[^\\s]+")
                                  && !url.matches("(?i).*(password|user)=.*")
                                  && !url.contains("@")))
          .guarded();

  private Parsers() {}

  static Parser<String> matching(String form, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return new Parser<>(
        form, text -> Optional.of(text).filter(given -> pattern.matcher(given).matches()));
  }

  static Parser<String> oneOf(String... words) {
    List<String> all = List.of(words);
    return new Parser<>(
        "one of " + String.join(", ", all), text -> Optional.of(text).filter(all::contains));
  }

  /** The constants of a type, in lower case. */
  static <E extends Enum<E>> Parser<E> constant(Class<E> type) {
    Map<String, E> all =
        Stream.of(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    one -> one.name().toLowerCase(Locale.ROOT),
                    one -> one,
                    (a, _) -> a,
                    LinkedHashMap::new));
    return new Parser<E>(
            "one of " + String.join(", ", all.keySet()), text -> Optional.ofNullable(all.get(text)))
        .shownAs(one -> one.name().toLowerCase(Locale.ROOT));
  }

  static Parser<Integer> whole(int least, int most) {
    return new Parser<>(
        "whole number from %d to %d".formatted(least, most),
        text ->
            Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most));
  }

  static Parser<Double> number(double least, double most) {
    return new Parser<Double>(
            "number from %s to %s".formatted(number(least), number(most)),
            text ->
                Optional.of(text)
                    .filter(digits -> digits.matches("\\d{1,6}(\\.\\d{1,4})?"))
                    .map(Double::valueOf)
                    .filter(number -> number >= least && number <= most))
        .shownAs(Parsers::number);
  }

  private static Optional<Map<ScenarioName, ContainerSize>> sizes(String text) {
    var sizes = new HashMap<ScenarioName, ContainerSize>();
    for (String word : list(text).orElse(List.of())) {
      Matcher parts = SIZE_OF.matcher(word);
      if (!parts.matches()) {
        return Optional.empty();
      }
      double cores = Double.parseDouble(parts.group("cores"));
      double memory = Double.parseDouble(parts.group("memory"));
      var size = new ContainerSize(cores, memory);
      if (sizes.put(new ScenarioName(parts.group("name")), size) != null) {
        return Optional.empty();
      }
    }
    return sizes.isEmpty() ? Optional.empty() : Optional.of(sizes);
  }

  private static String shown(ContainerSize size) {
    return number(size.cpuCores()) + "x" + number(size.memoryGb());
  }

  static String number(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static Optional<List<String>> list(String text) {
    List<String> all =
        Stream.of(text.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty()).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Optional<URI> url(String text, String scheme) {
    try {
      return Optional.of(new URI(text))
          .filter(url -> scheme.equals(url.getScheme()) && url.getHost() != null)
          .filter(url -> url.getRawUserInfo() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isHere(URI url) {
    return Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Durations.positive("", text));
    } catch (CommandFailure wrong) {
      return Optional.empty();
    }
  }

  private static boolean holdsCertificates(Path file) {
    try {
      Trust.withAuthorities(file);
      return true;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  private static Optional<Path> path(String text) {
    try {
      String home = System.getProperty("user.home");
      boolean atHome = text.equals("~") || text.startsWith("~/");
      return Optional.of(Path.of(atHome ? home + text.substring(1) : text).toAbsolutePath());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
