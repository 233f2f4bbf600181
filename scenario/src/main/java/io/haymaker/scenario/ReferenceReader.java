package io.haymaker.scenario;

import io.haymaker.scenario.Reference.PathStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text between two pairs of braces. */
final class ReferenceReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_-]*)\\.response\\.headers\\.([A-Za-z0-9-]+)");
  private static final Pattern BODY =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_-]*)\\.response\\.body\\.(?:\\$(.*)|\\*)");
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z0-9_@-]+)|\\[(\\d{1,6})\\]|\\['([^']+)'\\]");

  private ReferenceReader() {}

  static Optional<Reference> read(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("$guid")) {
      return Optional.of(new Reference.Guid());
    }
    if (trimmed.equals("$timestamp")) {
      return Optional.of(new Reference.Timestamp());
    }
    if (isName(trimmed)) {
      return Optional.of(new Reference.Variable(trimmed));
    }
    Matcher header = HEADER.matcher(trimmed);
    if (header.matches()) {
      return Optional.of(new Reference.ResponseHeader(header.group(1), header.group(2)));
    }
    Matcher body = BODY.matcher(trimmed);
    return body.matches()
        ? steps(body.group(2)).map(path -> new Reference.ResponseBody(body.group(1), path))
        : Optional.empty();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static Optional<List<PathStep>> steps(@Nullable String text) {
    List<PathStep> steps = new ArrayList<>();
    String rest = text == null ? "" : text;
    Matcher step = STEP.matcher(rest);
    int end = 0;
    while (end < rest.length()) {
      if (!step.find(end) || step.start() != end) {
        return Optional.empty();
      }
      if (step.group(2) != null) {
        steps.add(new PathStep.Index(Integer.parseInt(step.group(2))));
      } else {
        steps.add(new PathStep.Key(step.group(1) != null ? step.group(1) : step.group(3)));
      }
      end = step.end();
    }
    return Optional.of(steps);
  }
}
