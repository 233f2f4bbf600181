package io.haymaker.scenario;

import java.util.Locale;

/** What the linter looks for. */
public enum LintRule {
  /** The parser refuses the document. */
  UNREADABLE(Severity.ERROR),
  /** Two documents whose names differ only in case or between hyphen and underscore. */
  SAME_AGENT_PATH(Severity.ERROR),
  /** One of the three phases is missing, or has nothing to execute. */
  MISSING_PHASE(Severity.ERROR),
  /** A phase stands before one that is executed earlier. */
  PHASE_ORDER(Severity.WARNING),
  /** A code fence without an end takes in the rest of the document. */
  UNCLOSED_FENCE(Severity.ERROR),
  /** A fence in a phase whose language looks like commands but is never executed. */
  NOT_EXECUTED(Severity.WARNING),
  /** An executable fence without content. */
  EMPTY_BLOCK(Severity.WARNING),
  /** A section that is there twice; the second is not read. */
  SECTION_TWICE(Severity.WARNING),
  /** A difficulty other than beginner, intermediate and advanced. */
  UNKNOWN_DIFFICULTY(Severity.WARNING),
  /** A variable that neither the agent nor the document sets. */
  UNKNOWN_VARIABLE(Severity.ERROR),
  /** A variable that needs its own value. */
  VARIABLE_CYCLE(Severity.ERROR),
  /** A variable of the document with the name of one of the agent's. */
  BUILT_IN_VARIABLE(Severity.ERROR),
  /** A variable that is set and never used. */
  UNUSED_VARIABLE(Severity.WARNING),
  /** A reference to the answer of a request that does not come before it. */
  UNKNOWN_REQUEST(Severity.ERROR),
  /** Braces around something that is no reference. */
  BAD_REFERENCE(Severity.ERROR),
  /** A request to Azure Resource Manager without {@code api-version}. */
  MISSING_API_VERSION(Severity.ERROR),
  /** An {@code api-version} that is no date. */
  BAD_API_VERSION(Severity.ERROR),
  /** A request to a host that is not Azure Resource Manager; the agent will refuse it. */
  FOREIGN_HOST(Severity.ERROR),
  /** A subscription's id written out, which is another one wherever the document runs. */
  FIXED_SUBSCRIPTION(Severity.ERROR),
  /** A JSON body that is none. */
  BAD_JSON(Severity.ERROR),
  /** PUT or PATCH without a body. */
  MISSING_BODY(Severity.ERROR),
  /** GET, HEAD or DELETE with a body. */
  NEEDLESS_BODY(Severity.ERROR),
  /** A header that the agent sets itself and ignores in documents. */
  OWN_HEADER(Severity.WARNING),
  /** A password or key written out instead of {@code {{password}}}. */
  PLAIN_SECRET(Severity.ERROR),
  /** A resource's name without {@code {{unique}}}. */
  NAME_NOT_UNIQUE(Severity.WARNING),
  /** What is made is never deleted by the document. */
  NEVER_DELETED(Severity.WARNING),
  /** A resource is deleted that the document does not make. */
  NEVER_MADE(Severity.ERROR),
  /** A resource goes before a part of it, which then is gone already or stands in its way. */
  DELETION_ORDER(Severity.ERROR),
  /** A command that asks a question; nobody answers. */
  WAITS_FOR_INPUT(Severity.ERROR),
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

  /** The name for people and programs, such as {@code missing-phase}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How bad a breach is. */
  public enum Severity {
    /** The document would not work, or would do what it does not declare. */
    ERROR,
    /** It works, but could be better. */
    WARNING;

    /** The name for people and programs. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
