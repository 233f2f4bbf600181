package io.haymaker.docker.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Names what is in an image before it is made. */
final class ContentHash {
  private static final int DIGITS = 16;

  private ContentHash() {}

  static String of(AgentParts parts) throws IOException {
    MessageDigest digest = digest();
    add(digest, BuildContext.LAYOUT);
    add(digest, parts.javaHome().resolve("release"));
    addContents(digest, parts.jar());
    for (Path library : parts.libraries().stream().sorted().toList()) {
      addContents(digest, library);
    }
    digest.update(Files.readAllBytes(parts.options()));
    var programs = new ArrayList<Path>();
    programs.add(parts.javaHome().resolve("bin/java"));
    parts.bash().ifPresent(programs::add);
    parts.busybox().ifPresent(programs::add);
    for (Path program : programs) {
      add(digest, program);
    }
    for (Path library : NativeLibraries.of(programs)) {
      add(digest, library);
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  /** By what it holds: the time of a build is part of a jar, too, and means nothing. */
  private static void addContents(MessageDigest digest, Path jar) throws IOException {
    add(digest, String.valueOf(jar.getFileName()));
    try (var zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> entries =
          zip.stream().sorted((a, b) -> a.getName().compareTo(b.getName())).toList();
      for (ZipEntry entry : entries) {
        add(digest, "%s %d %d".formatted(entry.getName(), entry.getSize(), entry.getCrc()));
      }
    }
  }

  private static void add(MessageDigest digest, Path file) throws IOException {
    add(digest, file.toString());
    digest.update(Files.readAllBytes(file));
  }

  private static void add(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
