package io.haymaker.scenario;

/** What the linter looks for. */
public enum LintRule {
  /** The parser refuses the document. */
  UNREADABLE(Severity.ERROR),
  /** One of the three phases is missing, or has nothing to execute. */
  MISSING_PHASE(Severity.ERROR),
  /** A variable that neither the agent nor the document sets. */
  UNKNOWN_VARIABLE(Severity.ERROR),
  /** A reference to the answer of a request that does not come before it. */
  UNKNOWN_REQUEST(Severity.ERROR),
  /** Braces around something that is no reference. */
  BAD_REFERENCE(Severity.ERROR),
  /** A request to Azure Resource Manager without {@code api-version}. */
  MISSING_API_VERSION(Severity.ERROR),
  /** A request to a host that is not Azure Resource Manager; the agent will refuse it. */
  FOREIGN_HOST(Severity.ERROR),
  /** Makes things outside its resource group, without {@code scope: subscription}. */
  UNDECLARED_SCOPE(Severity.ERROR),
  /** Makes objects in the directory, without {@code directory: true}. */
  UNDECLARED_DIRECTORY(Severity.ERROR),
  /** No {@code # Scenario: ...}. */
  MISSING_TITLE(Severity.WARNING);

  private final Severity severity;

  LintRule(Severity severity) {
    this.severity = severity;
  }

  /** How bad a breach is. */
  public Severity severity() {
    return severity;
  }

  /** How bad a breach is. */
  public enum Severity {
    /** The document would not work, or would do what it does not declare. */
    ERROR,
    /** It works, but could be better. */
    WARNING
  }
}
