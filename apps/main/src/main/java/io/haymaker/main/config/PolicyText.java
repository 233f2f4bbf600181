package io.haymaker.main.config;

import io.haymaker.core.cleanup.TypePolicies;
import io.haymaker.core.cleanup.TypePolicy;
import io.haymaker.core.cleanup.TypePolicy.Treatment;
import io.haymaker.main.CommandFailure;
import io.haymaker.main.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Policies of types as people write them: {@code TYPE WORD WORD; TYPE WORD}, for example {@code
 * Microsoft.Network/azureFirewalls attempts=8 follow=60m; Microsoft.Sql/servers protect}.
 */
final class PolicyText {
  static final String WORDS =
      "delete, skip, protect, attempts=N, wait=TIME, longest=TIME, follow=TIME, order=N,"
          + " purge=yes or purge=no";

  private static final Pattern TYPE = Pattern.compile("[A-Za-z][\\w.]*(/[A-Za-z]\\w*)+");

  private final Map<String, TypePolicy> policies = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private PolicyText(String text) {
    for (String entry : text.split(";", -1)) {
      if (!entry.isBlank()) {
        read(entry.strip());
      }
    }
  }

  /** Everything that is wrong with it, a line each; empty when it can be used. */
  static List<String> problems(String text) {
    return List.copyOf(new PolicyText(text).problems);
  }

  /**
   * @throws IllegalArgumentException when something is wrong with it
   */
  static TypePolicies read(Optional<String> text) {
    var read = new PolicyText(text.orElse(""));
    if (!read.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", read.problems));
    }
    return new TypePolicies(read.policies);
  }

  private void read(String entry) {
    String[] words = entry.split("[\\s,]+");
    String type = words[0].toLowerCase(Locale.ROOT);
    if (!TYPE.matcher(type).matches()) {
      problems.add("'%s' is no type like Microsoft.Network/azureFirewalls".formatted(words[0]));
    }
    if (words.length == 1) {
      problems.add("'%s' has no policy: %s".formatted(words[0], WORDS));
    }
    var draft = new Draft();
    for (int i = 1; i < words.length; i++) {
      String word = words[i];
      if (!draft.take(word)) {
        problems.add("%s: '%s' is none of %s".formatted(words[0], word, WORDS));
      }
    }
    if (policies.putIfAbsent(type, draft.policy()) != null) {
      problems.add("%s is there twice".formatted(words[0]));
    }
  }

  private static final class Draft {
    private Treatment treatment = Treatment.DELETE;
    private OptionalInt attempts = OptionalInt.empty();
    private Optional<Duration> wait = Optional.empty();
    private Optional<Duration> longest = Optional.empty();
    private Optional<Duration> follow = Optional.empty();
    private OptionalInt order = OptionalInt.empty();
    private boolean purge = true;

    /** False when it is no word that we know, or its value is wrong. */
    boolean take(String word) {
      String[] pair = word.toLowerCase(Locale.ROOT).split("=", 2);
      String value = pair.length == 2 ? pair[1] : "";
      return switch (pair[0]) {
        case "delete", "skip", "protect" -> {
          treatment = Treatment.valueOf(pair[0].toUpperCase(Locale.ROOT));
          yield pair.length == 1;
        }
        case "attempts" -> {
          attempts = number(value, 1);
          yield attempts.isPresent();
        }
        case "order" -> {
          order = number(value, 0);
          yield order.isPresent();
        }
        case "wait" -> {
          wait = duration(value);
          yield wait.isPresent();
        }
        case "longest" -> {
          longest = duration(value);
          yield longest.isPresent();
        }
        case "follow" -> {
          follow = duration(value);
          yield follow.isPresent();
        }
        case "purge" -> {
          purge = !value.equals("no");
          yield value.equals("yes") || value.equals("no");
        }
        default -> false;
      };
    }

    TypePolicy policy() {
      return new TypePolicy(treatment, attempts, wait, longest, follow, order, purge);
    }

    private static OptionalInt number(String text, int least) {
      return text.matches("\\d{1,3}") && Integer.parseInt(text) >= least
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    }

    private static Optional<Duration> duration(String text) {
      try {
        return Optional.of(Durations.positive("", text));
      } catch (CommandFailure wrong) {
        return Optional.empty();
      }
    }
  }
}
