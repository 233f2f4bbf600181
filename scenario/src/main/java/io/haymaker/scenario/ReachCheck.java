package io.haymaker.scenario;

import io.haymaker.scenario.Block.BashBlock;
import io.haymaker.scenario.Block.HttpBlock;
import java.util.regex.Pattern;

/** Checks where requests and commands go, and whether anybody would have to answer them. */
final class ReachCheck {

  private static final Pattern FIXED_SUBSCRIPTION =
      Pattern.compile("(?i)/subscriptions/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TERRAFORM = Pattern.compile("\\bterraform\\s+(?:apply|destroy)\\b");
  private static final Pattern LOGIN = Pattern.compile("\\baz\\s+login\\b");
  private static final Pattern GROUP_DELETE = Pattern.compile("\\baz\\s+group\\s+delete\\b");
  private static final Pattern CONFIRMED = Pattern.compile("\\s(?:--yes|-y)\\b");

  private final ScenarioDocument document;
  private final Findings findings;

  ReachCheck(ScenarioDocument document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  void run() {
    ReachReader.read(document).forEach(this::report);
    document
        .variables()
        .forEach(variable -> checkSubscription(variable.value().source(), variable.line()));
    for (Phase phase : document.phases()) {
      for (Block block : phase.blocks()) {
        switch (block) {
          case HttpBlock http -> http.requests().forEach(this::checkRequest);
          case BashBlock bash -> checkScript(bash);
        }
      }
    }
  }

  private void report(ReachReader.Sign sign) {
    switch (sign.kind()) {
      case OUTSIDE_GROUP -> {
        if (document.front().scope() != FrontSection.Scope.SUBSCRIPTION) {
          findings.add(
              LintRule.UNDECLARED_SCOPE,
              sign.line(),
              sign.what()
                  + " reaches outside the scenario's resource group; declare 'scope:"
                  + " subscription' in a front section");
        }
      }
      case DIRECTORY -> {
        if (!document.front().directory()) {
          findings.add(
              LintRule.UNDECLARED_DIRECTORY,
              sign.line(),
              sign.what()
                  + " makes objects in the directory; declare 'directory: true' in a front"
                  + " section");
        }
      }
      case FOREIGN_HOST ->
          findings.add(
              LintRule.FOREIGN_HOST,
              sign.line(),
              sign.what() + " does not go to Azure Resource Manager");
      case NO_API_VERSION ->
          findings.add(
              LintRule.MISSING_API_VERSION, sign.line(), sign.what() + " has no api-version");
    }
  }

  private void checkRequest(HttpRequest request) {
    checkSubscription(request.target().source(), request.line());
    request.body().ifPresent(body -> checkSubscription(body.source(), request.line()));
  }

  private void checkScript(BashBlock bash) {
    int line = bash.line();
    for (String text : bash.text().lines().toList()) {
      line++;
      String command = text.strip();
      if (command.startsWith("#")) {
        continue;
      }
      checkSubscription(command, line);
      if (waitsForInput(command)) {
        findings.add(
            LintRule.WAITS_FOR_INPUT,
            line,
            "'" + command + "' asks a question, and there is nobody to answer");
      }
    }
  }

  /** Commands that go on in the next line are given the benefit of the doubt. */
  private static boolean waitsForInput(String command) {
    if (command.endsWith("\\")) {
      return false;
    }
    return (TERRAFORM.matcher(command).find() && !command.contains("-auto-approve"))
        || (GROUP_DELETE.matcher(command).find() && !CONFIRMED.matcher(command).find())
        || (LOGIN.matcher(command).find()
            && !command.contains("--service-principal")
            && !command.contains("--identity"));
  }

  private void checkSubscription(String text, int line) {
    if (FIXED_SUBSCRIPTION.matcher(text).find()) {
      findings.add(
          LintRule.FIXED_SUBSCRIPTION,
          line,
          "The id of a subscription is written out; use {{subscription_id}}, or $SUBSCRIPTION_ID"
              + " in a bash block");
    }
  }
}
