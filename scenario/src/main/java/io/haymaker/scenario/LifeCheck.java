package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the resources that requests make and delete. What a script does is not seen, so that a
 * document with scripts is only told of what is certain.
 */
final class LifeCheck {

  private static final Pattern RESOURCE =
      Pattern.compile("(.*/providers/[^/{}]+(?:/[^/{}]+/[^/]+)+)");
  private static final Pattern TOP_LEVEL =
      Pattern.compile("(?:(?!/providers/).)*/providers/[^/{}]+/[^/{}]+/([^/]+)");

  private final ScenarioDocument document;
  private final Findings findings;
  private final VariableExpander variables;
  private final boolean hasScripts;
  private final Map<String, HttpRequest> alive = new LinkedHashMap<>();
  private final Map<String, HttpRequest> deleted = new LinkedHashMap<>();

  LifeCheck(ScenarioDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
    this.variables = new VariableExpander(document);
    this.hasScripts =
        document.phases().stream()
            .flatMap(phase -> phase.blocks().stream())
            .anyMatch(BashBlock.class::isInstance);
  }

  void run() {
    for (PhaseKind kind : PhaseKind.values()) {
      for (Block block : document.blocks(kind)) {
        if (block instanceof HttpBlock http) {
          http.requests().forEach(this::follow);
        }
      }
    }
    if (hasScripts) {
      return;
    }
    alive.forEach(
        (path, request) -> {
          if (deleted.keySet().stream().noneMatch(gone -> isPartOf(path, gone))) {
            findings.add(
                LintRule.NEVER_DELETED,
                request.line(),
                "What this makes is never deleted by the document: " + path);
          }
        });
  }

  private void follow(HttpRequest request) {
    String target = variables.expand(request.target());
    String path = target.replaceAll("\\?.*", "").replace("{{arm}}", "").replace("//", "/");
    Matcher matcher = RESOURCE.matcher(path);
    // What an earlier answer told is only known when the document runs.
    if (!matcher.matches() || path.contains(".response}}")) {
      return;
    }
    String key = path.toLowerCase(Locale.ROOT);
    if (request.method() == HttpMethod.PUT) {
      alive.put(key, request);
      deleted.remove(key);
      checkName(request, path);
    } else if (request.method() == HttpMethod.DELETE) {
      delete(request, key);
    }
  }

  private void delete(HttpRequest request, String key) {
    if (alive.remove(key) == null && !hasScripts && !deleted.containsKey(key)) {
      findings.add(
          LintRule.NEVER_MADE,
          request.line(),
          "The document does not make what this deletes: " + key);
      return;
    }
    deleted.put(key, request);
    alive.keySet().stream()
        .filter(part -> isPartOf(part, key))
        .filter(this::isDeletedLater)
        .forEach(
            part ->
                findings.add(
                    LintRule.DELETION_ORDER,
                    request.line(),
                    "This is deleted before a part of it: " + part));
  }

  /** Parts that the document never deletes itself go with the whole. */
  private boolean isDeletedLater(String part) {
    return document.blocks(PhaseKind.CLEANUP).stream()
        .filter(HttpBlock.class::isInstance)
        .flatMap(block -> ((HttpBlock) block).requests().stream())
        .filter(request -> request.method() == HttpMethod.DELETE)
        .map(request -> variables.expand(request.target()).toLowerCase(Locale.ROOT))
        .anyMatch(target -> target.replaceAll("\\?.*", "").endsWith(part));
  }

  private void checkName(HttpRequest request, String path) {
    Matcher matcher = TOP_LEVEL.matcher(path);
    if (!matcher.matches()) {
      return;
    }
    String name = matcher.group(1);
    // A zone has the name that clients ask for.
    boolean given = name.contains("{{") || name.contains(".");
    if (!given) {
      findings.add(
          LintRule.NAME_NOT_UNIQUE,
          request.line(),
          "Two runs would make the same '" + name + "'; put {{unique}} into the name");
    }
  }

  private static boolean isPartOf(String path, String whole) {
    return path.startsWith(whole + "/");
  }
}
