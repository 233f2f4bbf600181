package io.haymaker.scenario;

import io.haymaker.scenario.Block.HttpBlock;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks headers, api-versions and bodies of requests. */
final class RequestCheck {

  private static final Pattern API_VERSION = Pattern.compile("api-version=([^&\\s]*)");
  private static final Pattern DATE =
      Pattern.compile("20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:-\\w+)?");
  private static final Pattern BRACES = Pattern.compile("\\{\\{[^{}\\n]*\\}\\}");
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\"(\\w*(?:password|passwd|secret|accountkey|accesskey|connectionstring))\""
              + "\\s*:\\s*\"([^\"]+)\"");
  private static final Set<String> OWN_HEADERS =
      Set.of("authorization", "host", "content-length", "connection");

  private final ScenarioDocument document;
  private final Findings findings;
  private final VariableExpander variables;
  private final BodyLines bodies;

  RequestCheck(ScenarioDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
    this.variables = new VariableExpander(document);
    this.bodies = new BodyLines(document);
  }

  void run() {
    for (Phase phase : document.phases()) {
      for (Block block : phase.blocks()) {
        if (block instanceof HttpBlock http) {
          http.requests().forEach(this::check);
        }
      }
    }
  }

  private void check(HttpRequest request) {
    Matcher version = API_VERSION.matcher(variables.expand(request.target()));
    // A reference to an answer is only known when the document runs.
    if (version.find()
        && !version.group(1).contains("{{")
        && !DATE.matcher(version.group(1)).matches()) {
      findings.add(
          LintRule.BAD_API_VERSION,
          request.line(),
          "An api-version is a date such as 2024-05-01, not '" + version.group(1) + "'");
    }
    for (HttpRequest.Header header : request.headers()) {
      if (OWN_HEADERS.contains(header.name().toLowerCase(Locale.ROOT))) {
        findings.add(
            LintRule.OWN_HEADER,
            request.line(),
            "The agent sets '" + header.name() + "' itself and ignores this one");
      }
    }
    boolean writes = request.method() == HttpMethod.PUT || request.method() == HttpMethod.PATCH;
    if (request.body().isPresent()) {
      if (writes || request.method() == HttpMethod.POST) {
        checkBody(request, request.body().get().source());
      } else {
        findings.add(
            LintRule.NEEDLESS_BODY, request.line(), request.method() + " has no body to send");
      }
    } else if (writes) {
      findings.add(LintRule.MISSING_BODY, request.line(), request.method() + " needs a body");
    }
  }

  private void checkBody(HttpRequest request, String body) {
    int first = bodies.first(request);
    boolean json =
        request.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
            .allMatch(header -> header.value().source().contains("json"));
    if (json) {
      // A reference stands for a value, or for a part of a text: a digit can be either.
      JsonSyntax.check(BRACES.matcher(body).replaceAll("0"))
          .ifPresent(
              flaw ->
                  findings.add(
                      LintRule.BAD_JSON,
                      first + flaw.line() - 1,
                      "The body is no JSON: " + flaw.message()));
    }
    int line = first;
    for (String text : body.lines().toList()) {
      Matcher secret = SECRET.matcher(text);
      while (secret.find()) {
        if (!secret.group(2).contains("{{")) {
          findings.add(
              LintRule.PLAIN_SECRET,
              line,
              "'" + secret.group(1) + "' is written out; use {{password}}");
        }
      }
      line++;
    }
  }
}
