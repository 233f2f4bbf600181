package io.haymaker.agent.run;

import io.haymaker.agent.arm.ArmAnswer;
import io.haymaker.agent.arm.ArmClient;
import io.haymaker.agent.arm.ArmRequest;
import io.haymaker.agent.arm.ArmTarget;
import io.haymaker.agent.arm.ResourceId;
import io.haymaker.agent.arm.ResourceTags;
import io.haymaker.agent.event.Severity;
import io.haymaker.agent.json.Json;
import io.haymaker.agent.json.Json.JsonObject;
import io.haymaker.agent.stop.Budget;
import io.haymaker.scenario.Block.HttpBlock;
import io.haymaker.scenario.HttpMethod;
import io.haymaker.scenario.HttpRequest;
import io.haymaker.scenario.PhaseKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Executes the requests of {@code http} blocks against Azure Resource Manager. */
final class HttpBlockRunner {

  /** Headers that are the agent's to set: a document has no say in who it is. */
  private static final Set<String> OWN_HEADERS =
      Set.of("authorization", "host", "content-length", "connection");

  private final ArmClient client;
  private final ArmTarget target;
  private final ResourceTags tags;
  private final Variables variables;
  private final Ledger ledger;
  private final Reporter reporter;
  private final Budget budget;
  private final Clock clock;

  /** What became of one request: rendered, or not to be sent at all. */
  private sealed interface Prepared {
    record Ready(ArmRequest request) implements Prepared {}

    record Impossible(String why) implements Prepared {}
  }

  HttpBlockRunner(
      ArmClient client,
      ArmTarget target,
      ResourceTags tags,
      Variables variables,
      Ledger ledger,
      Reporter reporter,
      Budget budget,
      Clock clock) {
    this.client = client;
    this.target = target;
    this.tags = tags;
    this.variables = variables;
    this.ledger = ledger;
    this.reporter = reporter;
    this.budget = budget;
    this.clock = clock;
  }

  /**
   * Executes a block. Outside phase 3 a failed request ends it, since the next ones build on it;
   * cleaning up goes on with the next.
   *
   * @param kept resources whose deletion is left out
   * @return whether every request succeeded
   */
  boolean run(PhaseKind phase, HttpBlock block, Set<ResourceId> kept) throws InterruptedException {
    boolean good = true;
    for (HttpRequest request : block.requests()) {
      good &= run(phase, block, request, kept);
      if (!good && phase != PhaseKind.CLEANUP) {
        return false;
      }
    }
    return good;
  }

  private boolean run(PhaseKind phase, HttpBlock block, HttpRequest request, Set<ResourceId> kept)
      throws InterruptedException {
    StepDetails details = new StepDetails(phase, block.section(), request.line());
    return switch (prepare(request)) {
      case Prepared.Impossible impossible -> {
        reporter.error(
            "Line " + request.line() + " cannot be sent: " + impossible.why(), details.json());
        yield false;
      }
      case Prepared.Ready ready -> {
        Optional<ResourceId> resource = ready.request().resource();
        boolean forgotten =
            request.method() == HttpMethod.DELETE
                && resource.filter(id -> LeaveBehind.isKept(kept, id)).isPresent();
        yield forgotten || execute(request, ready.request(), details);
      }
    };
  }

  private boolean execute(HttpRequest written, ArmRequest request, StepDetails details)
      throws InterruptedException {
    Instant begin = clock.instant();
    Optional<ResourceId> resource = request.resource();
    resource.filter(id -> request.method() == HttpMethod.PUT).ifPresent(id -> intend(request, id));
    ArmAnswer answer = client.send(request, budget);
    if (answer instanceof ArmAnswer.Accepted accepted) {
      resource
          .filter(id -> request.method() == HttpMethod.PUT)
          .ifPresent(id -> reportCreated(id, accepted));
      answer = client.follow(request, accepted, budget);
    }
    Duration took = Duration.between(begin, clock.instant());
    return settle(written, request, answer, details.with(request, answer, took));
  }

  private boolean settle(
      HttpRequest written, ArmRequest request, ArmAnswer answer, JsonObject details) {
    String what = request.method() + " " + name(request);
    boolean deletes = request.method() == HttpMethod.DELETE;
    switch (answer) {
      case ArmAnswer.Accepted accepted -> {
        written.name().ifPresent(name -> variables.remember(name, accepted.reply()));
        report(request, Severity.INFO, what + " succeeded", details);
        request
            .resource()
            .filter(id -> deletes)
            .ifPresent(id -> reportGone(id, accepted.attempts()));
        return true;
      }
      case ArmAnswer.Refused refused when deletes && refused.status() == 404 -> {
        report(request, Severity.INFO, what + ": is gone already", details);
        request.resource().ifPresent(id -> reportGone(id, refused.attempts()));
        return true;
      }
      case ArmAnswer.Refused refused -> {
        String why = refused.status() + " " + refused.code() + " " + refused.message();
        if (request.method() == HttpMethod.PUT && wasNeverTaken(refused)) {
          request.resource().ifPresent(ledger::withdraw);
        }
        return fail(request, what + " was refused: " + why, why, refused.attempts(), details);
      }
      case ArmAnswer.Unknown unknown -> {
        String why = unknown.reason();
        return fail(
            request, what + " has no known outcome: " + why, why, unknown.attempts(), details);
      }
    }
  }

  private boolean fail(
      ArmRequest request, String message, String why, int attempts, JsonObject details) {
    report(request, Severity.ERROR, message, details);
    if (request.method() == HttpMethod.DELETE) {
      request.resource().ifPresent(id -> reporter.deletionFailed(id, attempts, why));
    }
    reporter.error(message, details);
    return false;
  }

  /** Whether a refusal proves that nothing was made: an earlier attempt may have been taken. */
  private static boolean wasNeverTaken(ArmAnswer.Refused refused) {
    boolean clear = refused.status() >= 400 && refused.status() < 500 && refused.status() != 408;
    return refused.attempts() == 0 || (refused.attempts() == 1 && clear);
  }

  private void report(ArmRequest request, Severity severity, String message, JsonObject details) {
    request
        .resource()
        .ifPresentOrElse(
            id -> reporter.operation(severity, message, details, id),
            () -> reporter.operation(severity, message, details));
  }

  private void intend(ArmRequest request, ResourceId id) {
    List<ResourceId> references =
        request.body().map(ResourceIdFinder::find).orElse(List.of()).stream()
            .filter(other -> !other.equals(id))
            .toList();
    ledger.intend(id, ApiVersionOf.uri(request.uri()), references);
  }

  private void reportCreated(ResourceId id, ArmAnswer.Accepted accepted) {
    if (ledger.confirm(id)) {
      Json tagsThere =
          accepted.reply().json().flatMap(json -> json.at("tags")).orElse(JsonObject.EMPTY);
      reporter.created(id, tagsThere);
    }
  }

  private void reportGone(ResourceId id, int attempts) {
    ledger.remove(id).forEach(gone -> reporter.deleted(gone, attempts));
  }

  private Prepared prepare(HttpRequest request) {
    List<String> missing = new ArrayList<>();
    Variables.Rendering address = variables.render(request.target());
    missing.addAll(address.missing());
    Map<String, String> headers = new HashMap<>();
    for (HttpRequest.Header header : request.headers()) {
      Variables.Rendering value = variables.render(header.value());
      missing.addAll(value.missing());
      if (!OWN_HEADERS.contains(header.name().toLowerCase(Locale.ROOT))) {
        headers.put(header.name(), value.text());
      }
    }
    Optional<Variables.Rendering> body = request.body().map(variables::renderJson);
    body.ifPresent(rendering -> missing.addAll(rendering.missing()));
    if (!missing.isEmpty()) {
      return new Prepared.Impossible("nothing gives a value to " + String.join(", ", missing));
    }
    return target
        .resolve(address.text())
        .<Prepared>map(
            uri -> {
              ArmRequest plain =
                  new ArmRequest(
                      request.method(), uri, headers, body.map(Variables.Rendering::text));
              return new Prepared.Ready(tagged(plain));
            })
        .orElseGet(
            () -> new Prepared.Impossible("its address is not one of Azure Resource Manager"));
  }

  private ArmRequest tagged(ArmRequest request) {
    Optional<ResourceId> resource = request.resource();
    return resource.isEmpty()
        ? request
        : new ArmRequest(
            request.method(),
            request.uri(),
            request.headers(),
            request.body().map(body -> tags.addTo(request.method(), resource.get(), body)));
  }

  private static String name(ArmRequest request) {
    return request
        .resource()
        .map(id -> id.type() + " " + id.name())
        .orElse(request.uri().getPath());
  }
}
