package io.haymaker.emulator.fault;

import io.haymaker.emulator.http.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules in force, in the order in which they were added; the first one that fits hits. They are
 * not kept over a restart.
 */
public final class FaultBook {
  private static final class Line {
    final FaultRule rule;
    final Pattern path;
    int seen;
    int hits;

    Line(FaultRule rule) {
      this.rule = rule;
      this.path = pattern(rule.path());
    }
  }

  /** A rule and how often it has hit. */
  public record Standing(FaultRule rule, int hits) {}

  private final List<Line> lines = new ArrayList<>();

  /** Adds a rule, in place of one of the same id. */
  public synchronized void add(FaultRule rule) {
    remove(rule.id());
    lines.add(new Line(rule));
  }

  /** Removes a rule; false if there is none of this id. */
  public synchronized boolean remove(String id) {
    return lines.removeIf(line -> line.rule.id().equals(id));
  }

  /** Removes all rules. */
  public synchronized void clear() {
    lines.clear();
  }

  /** All rules. */
  public synchronized List<Standing> list() {
    return lines.stream().map(line -> new Standing(line.rule, line.hits)).toList();
  }

  /**
   * What is to happen to an operation. Every call counts as one operation.
   *
   * @param path the decoded path, with a slash first
   * @param caller who calls, if known
   */
  public synchronized Optional<FaultRule.Effect> hit(
      String method, String path, byte[] body, Optional<Caller> caller) {
    for (Line line : lines) {
      if (!fits(line, method, path, body, caller)) {
        continue;
      }
      line.seen++;
      boolean spent = line.rule.count().filter(n -> line.hits >= n).isPresent();
      if (line.seen > line.rule.skip() && !spent) {
        line.hits++;
        return Optional.of(line.rule.effect());
      }
    }
    return Optional.empty();
  }

  private static boolean fits(
      Line line, String method, String path, byte[] body, Optional<Caller> caller) {
    FaultRule rule = line.rule;
    return (rule.method().equals("*") || rule.method().equalsIgnoreCase(method))
        && line.path.matcher(path).matches()
        && rule.bodyContains().map(text -> contains(body, text)).orElse(true)
        && rule.callerId()
            .map(
                id ->
                    caller.filter(c -> id.equals(c.objectId()) || id.equals(c.appId())).isPresent())
            .orElse(true);
  }

  private static boolean contains(byte[] body, String text) {
    return new String(body, StandardCharsets.UTF_8)
        .toLowerCase(Locale.ROOT)
        .contains(text.toLowerCase(Locale.ROOT));
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (glob.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
      }
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
