package io.haymaker.azure.wire;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.haymaker.core.limit.Limiter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one place at which calls to Resource Manager wait for their turn. Every attempt of a call
 * takes its own token, and what the service says remains is passed on to all replicas.
 */
final class BudgetPolicy implements HttpPipelinePolicy {

  /** Who waits longer had better decide anew; the answer is then a 429 of our own. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int TOO_MANY = 429;

  private final Limiter limiter;
  private final ArmBudgets budgets;

  BudgetPolicy(Limiter limiter, ArmBudgets budgets) {
    this.limiter = limiter;
    this.budgets = budgets;
  }

  @Override
  public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
    ArmBudgets.Charged charged = budgets.of(call.getHttpRequest());
    if (!limiter.take(charged.budget(), PATIENCE)) {
      return new NotSent(call.getHttpRequest());
    }
    HttpResponse response = next.processSync();
    heard(charged, response);
    return response;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    ArmBudgets.Charged charged = budgets.of(call.getHttpRequest());
    return Mono.fromCallable(() -> limiter.take(charged.budget(), PATIENCE))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(
            taken ->
                taken
                    ? next.process().publishOn(Schedulers.boundedElastic())
                    : Mono.just(new NotSent(call.getHttpRequest())))
        .doOnNext(response -> heard(charged, response));
  }

  /**
   * A 429 that tells of tokens left is about one busy resource, not about how much we ask
   * (design/azure-facts.md 0).
   */
  private void heard(ArmBudgets.Charged charged, HttpResponse response) {
    if (response instanceof NotSent) {
      return;
    }
    OptionalInt remaining = number(response, charged.remainingHeader());
    if (response.getStatusCode() == TOO_MANY && remaining.orElse(0) == 0) {
      int seconds = Math.max(1, number(response, "Retry-After").orElse(1));
      limiter.refused(charged.budget(), Duration.ofSeconds(seconds));
    } else {
      remaining.ifPresent(left -> limiter.told(charged.budget(), left));
    }
  }

  private static OptionalInt number(HttpResponse response, String header) {
    return Optional.ofNullable(response.getHeaderValue(HttpHeaderName.fromString(header)))
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }
}
