package io.haymaker.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** A Docker engine that we talk to. No call is made until something is asked of it. */
public final class DockerEngine implements AutoCloseable {
  private static final int CONNECTIONS = 64;

  /** Each stream that is open has one. */
  private static final int STREAMS = 1024;

  /** An engine that hangs is as good as one that is away. */
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final DockerClient client;
  private final DockerClient streams;
  private final DockerHttpClient http;
  private final boolean local;

  private DockerEngine(
      DockerClient client, DockerClient streams, DockerHttpClient http, boolean local) {
    this.client = client;
    this.streams = streams;
    this.http = http;
    this.local = local;
  }

  /**
   * @param host as in {@code DOCKER_HOST}: {@code unix:///var/run/docker.sock} or {@code
   *     tcp://host:port}
   * @throws IllegalArgumentException when it is neither
   */
  public static DockerEngine at(String host) {
    DefaultDockerClientConfig config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host).build();
    DockerHttpClient http = http(config, STREAMS).build();
    return new DockerEngine(
        client(config, http(config, CONNECTIONS).responseTimeout(ANSWER).build()),
        client(config, http),
        http,
        config.getDockerHost().getScheme().equals("unix"));
  }

  private static ZerodepDockerHttpClient.Builder http(
      DefaultDockerClientConfig config, int connections) {
    return new ZerodepDockerHttpClient.Builder()
        .dockerHost(config.getDockerHost())
        .sslConfig(config.getSSLConfig())
        .maxConnections(connections)
        .connectionTimeout(CONNECT);
  }

  private static DockerClient client(DefaultDockerClientConfig config, DockerHttpClient http) {
    return DockerClientImpl.getInstance(config, http);
  }

  /** The engine's API, for the adapters of this module. */
  public DockerClient client() {
    return client;
  }

  /** The same for what is read on as it comes, and may say nothing for as long as it likes. */
  public DockerClient streams() {
    return streams;
  }

  /** The same in plain HTTP, for what the client has no words for. */
  public DockerHttpClient http() {
    return http;
  }

  /** Whether it runs on this machine, so that its folders are ours to look at. */
  public boolean isLocal() {
    return local;
  }

  @Override
  public void close() {
    try (streams) {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
