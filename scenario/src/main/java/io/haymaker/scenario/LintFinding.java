package io.haymaker.scenario;

/**
 * A rule that a document breaks.
 *
 * @param rule which
 * @param problem where and how
 */
public record LintFinding(LintRule rule, Problem problem) {}
