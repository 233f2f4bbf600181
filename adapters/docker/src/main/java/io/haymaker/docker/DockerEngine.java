package io.haymaker.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A Docker engine that we talk to. No call is made until something is asked of it. */
public final class DockerEngine implements AutoCloseable {
  private static final int CONNECTIONS = 64;

  /** An engine that hangs is as good as one that is away. */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final DockerClient client;

  private DockerEngine(DockerClient client) {
    this.client = client;
  }

  /**
   * @param host as in {@code DOCKER_HOST}: {@code unix:///var/run/docker.sock} or {@code
   *     tcp://host:port}
   * @throws IllegalArgumentException when it is neither
   */
  public static DockerEngine at(String host) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host).build();
    return new DockerEngine(
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .responseTimeout(ANSWER)
                .build()));
  }

  /** The engine's API, for the adapters of this module. */
  public DockerClient client() {
    return client;
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
