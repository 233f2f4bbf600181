package io.haymaker.docker.engine;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A registry with one image of one layer; engines need no TLS for this machine's own address. */
final class LoopbackRegistry implements AutoCloseable {
  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final int BLOCK = 512;

  private final ServerSocket server;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final byte[] manifest;

  LoopbackRegistry() throws IOException {
    byte[] layer = archive("hello", "hello from the registry\n");
    byte[] config =
        """
        {"architecture":"amd64","os":"linux","config":{"Cmd":["/hello"]},
         "rootfs":{"type":"layers","diff_ids":["%s"]}}"""
            .formatted(digest(layer))
            .getBytes(StandardCharsets.UTF_8);
    manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.docker.container.image.v1+json",
           "size":%d,"digest":"%s"},
         "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar",
           "size":%d,"digest":"%s"}]}"""
            .formatted(MANIFEST, config.length, digest(config), layer.length, digest(layer))
            .getBytes(StandardCharsets.UTF_8);
    blobs.put(digest(layer), layer);
    blobs.put(digest(config), config);
    server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  /** A reference to an image in it; there is only {@code acme/hello:1}. */
  String reference(String image) {
    return "127.0.0.1:%d/%s".formatted(server.getLocalPort(), image);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        // It was closed, or somebody hung up early.
      }
    }
  }

  /** One request to a connection. */
  private void answer(Socket socket) {
    try (socket) {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      int first = reader.read();
      if (!Character.isLetter(first)) {
        // Engines try TLS first, and try without when it is not answered.
        return;
      }
      String[] request = ((char) first + reader.readLine()).split(" ", -1);
      for (String header = reader.readLine();
          header != null && !header.isEmpty();
          header = reader.readLine()) {
        // No header matters.
      }
      answer(socket.getOutputStream(), request[0].equals("HEAD"), request[1]);
    } catch (IOException e) {
      // The engine hung up: it will ask again or fail, and the test sees that.
    }
  }

  private void answer(OutputStream out, boolean isHead, String path) throws IOException {
    byte[] blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
    if (path.equals("/v2/")) {
      send(out, isHead, "200 OK", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    } else if (path.startsWith("/v2/acme/hello/blobs/") && blob != null) {
      send(out, isHead, "200 OK", "application/octet-stream", blob);
    } else if (path.equals("/v2/acme/hello/manifests/1")
        || path.equals("/v2/acme/hello/manifests/" + digest(manifest))) {
      send(out, isHead, "200 OK", MANIFEST, manifest);
    } else {
      String unknown =
          "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}";
      byte[] body = unknown.getBytes(StandardCharsets.UTF_8);
      send(out, isHead, "404 Not Found", "application/json", body);
    }
  }

  private static void send(
      OutputStream out, boolean isHead, String status, String type, byte[] body)
      throws IOException {
    String head =
        """
        HTTP/1.1 %s
        Content-Type: %s
        Content-Length: %d
        Docker-Content-Digest: %s
        Connection: close

        """
            .formatted(status, type, body.length, digest(body))
            .replace("\n", "\r\n");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    if (!isHead) {
      out.write(body);
    }
    out.flush();
  }

  /** One small file in the form of tar: a header, the bytes, and two empty blocks. */
  private static byte[] archive(String name, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000755\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(content.length));
    put(header, 136, "00000000000\0");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    var archive = new ByteArrayOutputStream();
    archive.writeBytes(header);
    archive.writeBytes(content);
    archive.writeBytes(new byte[BLOCK - content.length % BLOCK + 2 * BLOCK]);
    return archive.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
