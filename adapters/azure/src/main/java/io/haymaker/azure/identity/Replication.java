package io.haymaker.azure.identity;

import io.haymaker.azure.wire.Answers;
import io.haymaker.azure.wire.Reply;
import io.haymaker.core.outcome.Problem;
import java.util.Locale;

/** Tells errors of a directory that has not replicated yet from real ones. */
final class Replication {

  private Replication() {}

  /** Sources: design/azure-facts.md 3 (the errors that the SDK itself waits out). */
  static boolean isBehind(Reply.Answer answer) {
    Problem problem = Answers.problem(answer);
    String all = problem.toString().toLowerCase(Locale.ROOT);
    return problem.is("PrincipalNotFound")
        || (answer.status() == 404 && problem.is("Request_ResourceNotFound"))
        || all.contains("nobackingapplicationobject")
        || all.contains("backing application")
        || all.contains("replication");
  }
}
