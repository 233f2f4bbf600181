package io.haymaker.core.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which image is meant, as registries and platforms read it: {@code registry/name:tag@digest}.
 *
 * @param registry host, and port where there is one
 * @param repository the image's name in the registry
 * @param tag empty where only a digest was given
 * @param digest pins the image: {@code sha256:} and 64 hexadecimal digits
 */
public record ImageReference(
    String registry, String repository, Optional<String> tag, Optional<String> digest) {

  private static final String DOCKER_HUB = "registry-1.docker.io";
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";

  /** The first part is a host when it looks like one. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<host>localhost|[A-Za-z0-9-]+(?=:\\d)|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?<port>:\\d{1,5})?/)?"
              + ("(?<name>" + COMPONENT + "(?:/" + COMPONENT + ")*)")
              + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?"
              + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");

  public ImageReference {
    if (registry.isBlank() || repository.isBlank()) {
      throw new IllegalArgumentException("registry and repository must not be empty");
    }
    if (tag.isEmpty() && digest.isEmpty()) {
      throw new IllegalArgumentException("neither tag nor digest is given");
    }
  }

  /**
   * Reads a reference. Without a host Docker Hub is meant, without tag and digest {@code latest}.
   *
   * @return empty when it does not have the form
   */
  public static Optional<ImageReference> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<String> digest = Optional.ofNullable(form.group("digest"));
    Optional<String> tag = Optional.ofNullable(form.group("tag"));
    String name = form.group("name");
    String host = form.group("host");
    String port = form.group("port");
    String registry = host == null ? "docker.io" : host + (port == null ? "" : port);
    boolean hub = registry.equals("docker.io") || registry.equals("index.docker.io");
    return Optional.of(
        new ImageReference(
            hub ? DOCKER_HUB : registry,
            hub && name.indexOf('/') < 0 ? "library/" + name : name,
            tag.isEmpty() && digest.isEmpty() ? Optional.of("latest") : tag,
            digest));
  }

  /** Whether somebody who pushes can make it mean another image, and usually does. */
  public boolean moves() {
    return digest.isEmpty() && tag.filter("latest"::equals).isPresent();
  }

  /** What the registry is asked for: the digest where there is one. */
  public String version() {
    return digest.or(() -> tag).orElseThrow();
  }

  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + tag.map(name -> ":" + name).orElse("")
        + digest.map(hash -> "@" + hash).orElse("");
  }
}
