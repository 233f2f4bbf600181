package io.haymaker.azure.wire;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.UserAgentPolicy;
import io.haymaker.core.limit.Limiter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Builds the HTTP client that everything goes through, and pipelines that sign requests. */
public final class Pipelines {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Until the first byte of an answer: the longest that a healthy service is seen to take. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** The same for the inventory, which searches whole tenants. */
  public static final Duration INVENTORY_ANSWER = Duration.ofMinutes(5);

  private Pipelines() {}

  /**
   * A client with time-outs and trust in the usual authorities.
   *
   * @param caFile a PEM file with more authorities to trust
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  public static HttpClient client(Optional<Path> caFile) {
    return client(caFile, ANSWER);
  }

  /**
   * A client that waits that long for an answer.
   *
   * @throws IllegalArgumentException when the file cannot be read or holds no certificate
   */
  public static HttpClient client(Optional<Path> caFile, Duration answer) {
    var jdk =
        java.net.http.HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    caFile.ifPresent(file -> jdk.sslContext(Trust.withAuthorities(file)));
    return new JdkHttpClientBuilder(jdk)
        .connectionTimeout(CONNECT)
        .writeTimeout(ANSWER)
        .responseTimeout(answer)
        .readTimeout(answer)
        .build();
  }

  /** A pipeline whose requests carry the credential's token for the scope. */
  public static HttpPipeline signed(HttpClient client, TokenCredential credential, String scope) {
    return pipeline(client, readRetry(), new BearerTokenAuthenticationPolicy(credential, scope));
  }

  /** The same for Resource Manager, where every attempt waits for its turn. */
  public static HttpPipeline signed(
      HttpClient client, TokenCredential credential, String scope, HttpPipelinePolicy turns) {
    return pipeline(
        client, readRetry(), turns, new BearerTokenAuthenticationPolicy(credential, scope));
  }

  /** The policy at which each attempt waits for its turn. */
  public static HttpPipelinePolicy turns(Limiter limiter, ArmBudgets budgets) {
    return new BudgetPolicy(limiter, budgets);
  }

  /** As {@link #signed}, but nothing is repeated: for a trial that is expected to fail. */
  public static HttpPipeline trial(HttpClient client, TokenCredential credential, String scope) {
    return pipeline(client, new BearerTokenAuthenticationPolicy(credential, scope));
  }

  /** A pipeline that adds no credential: who calls says as whom, request by request. */
  public static HttpPipeline unsigned(HttpClient client) {
    return pipeline(client, readRetry());
  }

  private static HttpPipeline pipeline(HttpClient client, HttpPipelinePolicy... more) {
    return new HttpPipelineBuilder()
        .httpClient(client)
        .policies(new UserAgentPolicy("haymaker"), new RequestIdPolicy())
        .policies(more)
        .build();
  }

  /** The policy that repeats reads; for clients that build their own pipeline. */
  public static HttpPipelinePolicy readRetry() {
    return new ReadRetry();
  }

  /** Options with which a client of the SDK repeats nothing by itself. */
  public static RetryOptions noRetry() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
  }
}
