package io.haymaker.server.docs;

import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The page that shows {@code /openapi.json}. It is open, because a browser cannot send a key with
 * it; what it shows it fetches with the key that the reader gives it.
 */
@Hidden
@RestController
public class DocsController {
  private final byte[] page = page();

  private static byte[] page() {
    try (InputStream page = DocsController.class.getResourceAsStream("docs.html")) {
      return Objects.requireNonNull(page, "docs.html").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GetMapping("/docs")
  ResponseEntity<byte[]> docs() {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_HTML)
        .cacheControl(CacheControl.noCache())
        .header(
            "Content-Security-Policy",
            "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'")
        .header("X-Content-Type-Options", "nosniff")
        .body(page);
  }
}
