package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Looks where the requests and commands of a document go. */
final class ReachReader {

  private static final Pattern BASH_OUTSIDE =
      Pattern.compile(
          "\\baz\\s+(?:group\\s+create|deployment\\s+(?:sub|mg|tenant)\\s+create"
              + "|role\\s+(?:assignment|definition)\\s+create|policy\\s+\\w+\\s+create)\\b");
  private static final Pattern BASH_DIRECTORY = Pattern.compile("\\baz\\s+ad\\s+");
  private static final String ARM = "{{arm}}";
  private static final String PUBLIC_ARM = "https://management.azure.com";
  private static final String GROUP =
      "/subscriptions/{{subscription_id}}/resourcegroups/{{resource_group}}/";

  private final VariableExpander variables;
  private final List<Sign> signs = new ArrayList<>();

  /** What was seen. */
  enum Kind {
    OUTSIDE_GROUP,
    DIRECTORY,
    FOREIGN_HOST,
    NO_API_VERSION
  }

  /**
   * @param what the words of the document that give it away
   */
  record Sign(Kind kind, int line, String what) {}

  private ReachReader(ScenarioDocument document) {
    variables = new VariableExpander(document);
  }

  static List<Sign> read(ScenarioDocument document) {
    ReachReader reader = new ReachReader(document);
    for (Phase phase : document.phases()) {
      for (Block block : phase.blocks()) {
        switch (block) {
          case HttpBlock http -> http.requests().forEach(reader::readRequest);
          case BashBlock bash -> reader.readScript(bash);
        }
      }
    }
    return List.copyOf(reader.signs);
  }

  private void readScript(BashBlock bash) {
    int line = bash.line();
    for (String text : bash.text().lines().toList()) {
      line++;
      String command = text.strip();
      if (command.startsWith("#")) {
        continue;
      }
      if (BASH_OUTSIDE.matcher(command).find()) {
        signs.add(new Sign(Kind.OUTSIDE_GROUP, line, "'" + command + "'"));
      }
      if (BASH_DIRECTORY.matcher(command).find()) {
        signs.add(new Sign(Kind.DIRECTORY, line, "'" + command + "'"));
      }
    }
  }

  private void readRequest(HttpRequest request) {
    String target = variables.expand(request.target());
    String what = request.method() + " " + request.target().source();
    String path = path(target);
    if (target.startsWith("https://graph.microsoft.com/")) {
      signs.add(new Sign(Kind.DIRECTORY, request.line(), what));
      signs.add(new Sign(Kind.FOREIGN_HOST, request.line(), what));
    } else if (path.startsWith("http")) {
      signs.add(new Sign(Kind.FOREIGN_HOST, request.line(), what));
    } else if (path.startsWith("/")) {
      readPath(request, path, what);
    }
    // Anything else is the address in an earlier answer, known only at run time.
  }

  private void readPath(HttpRequest request, String path, String what) {
    if (!path.contains("api-version=")) {
      signs.add(new Sign(Kind.NO_API_VERSION, request.line(), what));
    }
    boolean writes = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
    if (writes && !path.toLowerCase(Locale.ROOT).replace("//", "/").startsWith(GROUP)) {
      signs.add(new Sign(Kind.OUTSIDE_GROUP, request.line(), what));
    }
  }

  private static String path(String target) {
    if (target.startsWith(ARM)) {
      return target.substring(ARM.length());
    }
    return target.startsWith(PUBLIC_ARM + "/") ? target.substring(PUBLIC_ARM.length()) : target;
  }
}
