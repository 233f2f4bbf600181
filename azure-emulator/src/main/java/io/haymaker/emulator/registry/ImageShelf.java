package io.haymaker.emulator.registry;

import io.haymaker.emulator.http.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the registry holds. An image here is an executable, so its manifest lists no layers; what
 * can be told of it, its digest included, depends on its name alone.
 */
final class ImageShelf {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  /** Bytes under the name of their hash. */
  // Bytes as they go out; nobody compares contents.
  @SuppressWarnings("ArrayRecordComponent")
  record Content(String digest, byte[] bytes) {
    static Content of(JsonNode json) {
      byte[] bytes = Json.bytes(json);
      return new Content("sha256:" + HexFormat.of().formatHex(sha256(bytes)), bytes);
    }
  }

  private record Image(Content manifest, Content config) {}

  private final Map<String, Map<String, Image>> repositories = new TreeMap<>();

  /**
   * @param references of all images; those that name another registry are not here
   */
  ImageShelf(Set<String> references) {
    references.stream().filter(ImageShelf::isHere).forEach(this::put);
  }

  /** Without a host: the first part has no dot and no colon. */
  private static boolean isHere(String reference) {
    int slash = reference.indexOf('/');
    String first = slash < 0 ? "" : reference.substring(0, slash);
    return !first.contains(".") && !first.contains(":") && !first.equals("localhost");
  }

  private void put(String reference) {
    int colon = reference.lastIndexOf(':');
    String repository = colon < 0 ? reference : reference.substring(0, colon);
    String tag = colon < 0 ? "latest" : reference.substring(colon + 1);
    repositories
        .computeIfAbsent(repository, name -> new TreeMap<>())
        .put(tag, image(repository + ":" + tag));
  }

  private static Image image(String name) {
    ObjectNode config = Json.object().put("architecture", "amd64").put("os", "linux");
    config.putObject("config").putObject("Labels").put("org.opencontainers.image.ref.name", name);
    config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
    Content written = Content.of(config);
    ObjectNode manifest = Json.object().put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest
        .putObject("config")
        .put("mediaType", CONFIG)
        .put("digest", written.digest())
        .put("size", written.bytes().length);
    manifest.putArray("layers");
    return new Image(Content.of(manifest), written);
  }

  boolean has(String repository) {
    return repositories.containsKey(repository);
  }

  /** By tag or by digest. */
  Optional<Content> manifest(String repository, String version) {
    Map<String, Image> tags = repositories.getOrDefault(repository, Map.of());
    return version.startsWith("sha256:")
        ? tags.values().stream()
            .map(Image::manifest)
            .filter(manifest -> manifest.digest().equals(version))
            .findFirst()
        : Optional.ofNullable(tags.get(version)).map(Image::manifest);
  }

  Optional<Content> blob(String repository, String digest) {
    return repositories.getOrDefault(repository, Map.of()).values().stream()
        .map(Image::config)
        .filter(config -> config.digest().equals(digest))
        .findFirst();
  }

  List<String> tags(String repository) {
    return new ArrayList<>(new TreeSet<>(repositories.getOrDefault(repository, Map.of()).keySet()));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException bug) {
      throw new IllegalStateException("every Java has SHA-256", bug);
    }
  }
}
