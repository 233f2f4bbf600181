package io.haymaker.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with {@code {{references}}}. What stands between braces but is no reference is kept as
 * written and listed by {@link #malformed()}.
 *
 * @param source the text as written
 */
public record Template(String source) {

  private static final Pattern BRACES = Pattern.compile("\\{\\{([^{}\\n]*)\\}\\}");

  /** The references in the text, in their order, repetitions included. */
  public List<Reference> references() {
    List<Reference> found = new ArrayList<>();
    Matcher matcher = BRACES.matcher(source);
    while (matcher.find()) {
      Reference.parse(matcher.group(1)).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /** What looks like a reference but cannot be read as one, without its braces. */
  public List<String> malformed() {
    List<String> found = new ArrayList<>();
    Matcher matcher = BRACES.matcher(source);
    while (matcher.find()) {
      if (Reference.parse(matcher.group(1)).isEmpty()) {
        found.add(matcher.group(1));
      }
    }
    return List.copyOf(found);
  }

  /**
   * The text with every reference replaced.
   *
   * @param values gives the text for a reference; it decides what an unknown one means, by an
   *     exception if need be
   */
  public String render(Function<Reference, String> values) {
    Matcher matcher = BRACES.matcher(source);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String value = Reference.parse(matcher.group(1)).map(values).orElseGet(() -> matcher.group());
      matcher.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(out).toString();
  }
}
