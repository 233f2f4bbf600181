package io.haymaker.agent.environment;

import io.haymaker.agent.environment.AgentSettings.Authorities;
import io.haymaker.agent.environment.AgentSettings.Endpoints;
import io.haymaker.agent.environment.AgentSettings.Identity;
import io.haymaker.scenario.ParseResult;
import io.haymaker.scenario.Problem;
import io.haymaker.scenario.ScenarioDocument;
import io.haymaker.scenario.ScenarioName;
import io.haymaker.scenario.ScenarioParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the environment of the process. Everything that is wrong is gathered, so that one start
 * tells it all; values are only quoted where they cannot be secret.
 */
public final class EnvironmentReader {

  private static final Pattern UNIQUE = Pattern.compile("[a-z2-7]{6}");
  private static final Pattern GROUP = Pattern.compile("[-\\w.()]{1,90}");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final int MOST_LEFT_BEHIND = 1000;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  /** What became of reading. */
  public sealed interface Result {
    /** The agent can start. */
    record Ready(AgentSettings settings) implements Result {}

    /**
     * It cannot.
     *
     * @param problems one sentence for each thing that is missing or wrong, naming its variable
     */
    record Unusable(List<String> problems) implements Result {
      public Unusable {
        problems = List.copyOf(problems);
      }
    }
  }

  private EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads the settings. Reads the files that the environment names, calls nothing.
   *
   * @param environment names and values as the operating system gives them
   */
  public static Result read(Map<String, String> environment) {
    return new EnvironmentReader(environment).read();
  }

  private Result read() {
    Identity identity =
        new Identity(
            required("AZURE_TENANT_ID", WORD),
            required("AZURE_CLIENT_ID", WORD),
            required("AZURE_SUBSCRIPTION_ID", WORD),
            clientSecret());
    Endpoints endpoints =
        new Endpoints(
            address("AZURE_AUTHORITY_HOST", Optional.of("https://login.microsoftonline.com")),
            address("HAYMAKER_ARM_ENDPOINT", Optional.of("https://management.azure.com")),
            address("HAYMAKER_EVENTS_URL", Optional.empty()),
            value("KEY_VAULT_URL").map(url -> address("KEY_VAULT_URL", Optional.of(url))),
            authorities());
    UUID runId = runId();
    String installation = required("HAYMAKER_INSTALLATION_ID", WORD);
    String agent = required("HAYMAKER_AGENT_ID", WORD);
    Optional<ScenarioDocument> document = document();
    Duration duration = duration();
    String group = required("HAYMAKER_RESOURCE_GROUP", GROUP);
    String location = required("HAYMAKER_LOCATION", WORD);
    String unique = required("HAYMAKER_UNIQUE", UNIQUE);
    int leaveBehind = leaveBehind();
    boolean staysAtEnd = staysAtEnd();
    if (!problems.isEmpty() || document.isEmpty()) {
      return new Result.Unusable(problems);
    }
    return new Result.Ready(
        new AgentSettings(
            identity,
            endpoints,
            runId,
            installation,
            agent,
            document.get(),
            duration,
            group,
            location,
            unique,
            leaveBehind,
            staysAtEnd));
  }

  private boolean staysAtEnd() {
    String word = value("HAYMAKER_AT_END").orElse("exit");
    if (!word.equals("exit") && !word.equals("wait")) {
      problems.add("HAYMAKER_AT_END is neither exit nor wait: '" + word + "'");
    }
    return word.equals("wait");
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty));
  }

  private String required(String name, Pattern pattern) {
    Optional<String> value = value(name);
    if (value.isEmpty()) {
      problems.add(name + " is missing");
    } else if (!pattern.matcher(value.get()).matches()) {
      problems.add(name + " is not of the form " + pattern.pattern() + ": '" + value.get() + "'");
    }
    return value.orElse("");
  }

  private Secret clientSecret() {
    Optional<String> plain = value("AZURE_CLIENT_SECRET");
    if (plain.isPresent()) {
      return new Secret(plain.get());
    }
    Optional<String> file = value("AZURE_CLIENT_SECRET_FILE");
    if (file.isEmpty()) {
      problems.add("AZURE_CLIENT_SECRET or AZURE_CLIENT_SECRET_FILE is missing");
      return new Secret("missing");
    }
    try {
      String content = Files.readString(Path.of(file.get())).strip();
      if (!content.isEmpty()) {
        return new Secret(content);
      }
      problems.add("AZURE_CLIENT_SECRET_FILE names an empty file: " + file.get());
    } catch (IOException | InvalidPathException e) {
      problems.add("AZURE_CLIENT_SECRET_FILE cannot be read: " + file.get());
    }
    return new Secret("missing");
  }

  private URI address(String name, Optional<String> byDefault) {
    Optional<String> value = value(name).or(() -> byDefault);
    if (value.isEmpty()) {
      problems.add(name + " is missing");
      return URI.create("https://missing.invalid");
    }
    Optional<URI> address = EndpointAddress.parse(value.get());
    if (address.isEmpty()) {
      problems.add(name + " is not an https URL: '" + value.get() + "'");
    }
    return address.orElse(URI.create("https://missing.invalid"));
  }

  /** The text itself is for where no file of the host is to be seen, as in a container. */
  private Optional<Authorities> authorities() {
    Optional<String> text = value("HAYMAKER_CA");
    Optional<String> file = value("HAYMAKER_CA_FILE");
    if (text.isPresent() && file.isPresent()) {
      problems.add("HAYMAKER_CA and HAYMAKER_CA_FILE exclude each other");
    }
    return text.map(pem -> new Authorities("HAYMAKER_CA", pem))
        .or(() -> file.flatMap(this::authoritiesOf));
  }

  private Optional<Authorities> authoritiesOf(String file) {
    try {
      return Optional.of(new Authorities("HAYMAKER_CA_FILE", Files.readString(Path.of(file))));
    } catch (IOException | InvalidPathException e) {
      problems.add("HAYMAKER_CA_FILE cannot be read: '" + file + "'");
      return Optional.empty();
    }
  }

  private UUID runId() {
    Optional<String> value = value("HAYMAKER_RUN_ID");
    if (value.isEmpty()) {
      problems.add("HAYMAKER_RUN_ID is missing");
      return new UUID(0, 0);
    }
    try {
      return UUID.fromString(value.get());
    } catch (IllegalArgumentException e) {
      problems.add("HAYMAKER_RUN_ID is not a UUID: '" + value.get() + "'");
      return new UUID(0, 0);
    }
  }

  private Duration duration() {
    Optional<String> value = value("HAYMAKER_DURATION");
    if (value.isEmpty()) {
      problems.add("HAYMAKER_DURATION is missing");
      return Duration.ZERO;
    }
    try {
      Duration duration = Duration.parse(value.get());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for a negative one.
    }
    problems.add("HAYMAKER_DURATION is not a duration like PT60S: '" + value.get() + "'");
    return Duration.ZERO;
  }

  private int leaveBehind() {
    String value = value("HAYMAKER_LEAVE_BEHIND").orElse("0");
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= MOST_LEFT_BEHIND) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for one out of range.
    }
    problems.add(
        "HAYMAKER_LEAVE_BEHIND is not a number from 0 to "
            + MOST_LEFT_BEHIND
            + ": '"
            + value
            + "'");
    return 0;
  }

  private Optional<ScenarioDocument> document() {
    Optional<String> name = value("HAYMAKER_SCENARIO");
    Optional<String> packed = value("HAYMAKER_SCENARIO_DOCUMENT");
    if (name.isEmpty() || !ScenarioName.isValid(name.get())) {
      problems.add("HAYMAKER_SCENARIO is not the name of a scenario: '" + name.orElse("") + "'");
    }
    if (packed.isEmpty()) {
      problems.add("HAYMAKER_SCENARIO_DOCUMENT is missing");
    }
    if (name.isEmpty() || packed.isEmpty()) {
      return Optional.empty();
    }
    try {
      return parsed(name.get(), PackedDocument.unpack(packed.get()));
    } catch (IOException e) {
      problems.add("HAYMAKER_SCENARIO_DOCUMENT is not base64 of gzip of a document");
      return Optional.empty();
    }
  }

  private Optional<ScenarioDocument> parsed(String name, String text) {
    return switch (ScenarioParser.parse(name + ".md", text)) {
      case ParseResult.Parsed parsed -> Optional.of(parsed.document());
      case ParseResult.Rejected rejected -> {
        for (Problem problem : rejected.problems()) {
          problems.add("HAYMAKER_SCENARIO_DOCUMENT: " + problem);
        }
        yield Optional.empty();
      }
    };
  }
}
