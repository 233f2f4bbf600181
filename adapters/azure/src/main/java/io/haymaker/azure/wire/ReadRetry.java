package io.haymaker.azure.wire;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Lets the SDK repeat what only reads, a little; everything else is sent once. Whether a write is
 * repeated, after which wait and after which look, is decided by who asked for it.
 */
final class ReadRetry implements HttpPipelinePolicy {

  private static final String RESOURCE_GRAPH = "/providers/Microsoft.ResourceGraph/resources";

  private final RetryPolicy retry =
      new RetryPolicy(
          new RetryOptions(
              new ExponentialBackoffOptions()
                  .setMaxRetries(2)
                  .setBaseDelay(Duration.ofMillis(300))
                  .setMaxDelay(Duration.ofSeconds(5))));

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return reads(call) ? retry.process(call, next) : next.process();
  }

  @Override
  public HttpResponse processSync(HttpPipelineCallContext call, HttpPipelineNextSyncPolicy next) {
    return reads(call) ? retry.processSync(call, next) : next.processSync();
  }

  private static boolean reads(HttpPipelineCallContext call) {
    HttpMethod method = call.getHttpRequest().getHttpMethod();
    return method == HttpMethod.GET
        || method == HttpMethod.HEAD
        || (method == HttpMethod.POST
            && call.getHttpRequest().getUrl().getPath().endsWith(RESOURCE_GRAPH));
  }
}
