package io.haymaker.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of an {@code http} fence: requests separated by lines of {@code ###}, each with
 * comments, an optional {@code # @name}, file variables, the request line, headers, an empty line
 * and a body.
 */
final class HttpBlockReader {

  private static final Pattern NAME = Pattern.compile("(?:#|//)\\s*@name[\\s=]+(\\S+)\\s*");
  private static final Pattern VARIABLE = Pattern.compile("@([^\\s=]+)\\s*=\\s*(.*)");
  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Z]+)\\s+(\\S.*?)(?:\\s+HTTP/\\d(?:\\.\\d)?)?");
  private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9-]+)\\s*:\\s*(.*)");
  private static final Pattern TARGET = Pattern.compile("(?:https?://|/|\\{\\{).*");

  private final Problems problems;
  private final List<FileVariable> variables;
  private final List<HttpRequest> requests = new ArrayList<>();

  /**
   * @param variables receives the file variables that are read
   */
  HttpBlockReader(Problems problems, List<FileVariable> variables) {
    this.problems = problems;
    this.variables = variables;
  }

  /**
   * @param firstLine the line in the document of the block's first content line
   */
  List<HttpRequest> read(String content, int firstLine) {
    List<String> lines = content.lines().toList();
    int start = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).startsWith("###")) {
        readOne(lines.subList(start, i), firstLine + start);
        start = i + 1;
      }
    }
    return List.copyOf(requests);
  }

  private void readOne(List<String> lines, int firstLine) {
    String name = null;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int number = firstLine + i;
      Matcher named = NAME.matcher(line);
      if (named.matches()) {
        name = checkedName(named.group(1), number);
      } else if (line.startsWith("@")) {
        readVariable(line, number);
      } else if (!line.isEmpty() && !isComment(line)) {
        readRequest(name, lines.subList(i, lines.size()), number);
        return;
      }
    }
  }

  private void readRequest(@Nullable String name, List<String> lines, int number) {
    Matcher matcher = REQUEST_LINE.matcher(lines.getFirst().strip());
    Optional<HttpMethod> method = matcher.matches() ? method(matcher.group(1)) : Optional.empty();
    if (method.isEmpty() || !TARGET.matcher(matcher.group(2)).matches()) {
      problems.add(
          number,
          "A request begins with GET, HEAD, PUT, PATCH, POST or DELETE and a URL, not with '"
              + lines.getFirst().strip()
              + "'");
      return;
    }
    StringBuilder target = new StringBuilder(matcher.group(2));
    int i = 1;
    while (i < lines.size() && isQueryContinuation(lines.get(i))) {
      target.append(lines.get(i++).strip());
    }
    List<HttpRequest.Header> headers = new ArrayList<>();
    for (; i < lines.size() && !lines.get(i).isBlank(); i++) {
      String line = lines.get(i).strip();
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        headers.add(new HttpRequest.Header(header.group(1), new Template(header.group(2))));
      } else if (!isComment(line)) {
        problems.add(
            number + i,
            "Between request line and body stand headers ('Name: value') and then an empty line,"
                + " not '"
                + line
                + "'");
      }
    }
    String body = String.join("\n", lines.subList(i, lines.size())).strip();
    requests.add(
        new HttpRequest(
            Optional.ofNullable(name),
            method.get(),
            new Template(target.toString()),
            headers,
            body.isEmpty() ? Optional.empty() : Optional.of(new Template(body)),
            number));
  }

  private void readVariable(String line, int number) {
    Matcher matcher = VARIABLE.matcher(line);
    if (!matcher.matches() || !Reference.isName(matcher.group(1))) {
      problems.add(number, "A file variable is written '@name = value', not '" + line + "'");
      return;
    }
    variables.add(new FileVariable(matcher.group(1), new Template(matcher.group(2)), number));
  }

  private @Nullable String checkedName(String name, int number) {
    if (!Reference.isName(name)) {
      problems.add(number, "A request's name has letters, digits, '-' and '_', not '" + name + "'");
      return null;
    }
    return name;
  }

  private static Optional<HttpMethod> method(String text) {
    for (HttpMethod method : HttpMethod.values()) {
      if (method.name().equals(text)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  private static boolean isQueryContinuation(String line) {
    String text = line.strip();
    return text.startsWith("?") || text.startsWith("&");
  }

  private static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith("//");
  }
}
