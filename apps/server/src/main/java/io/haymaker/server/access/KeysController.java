package io.haymaker.server.access;

import io.haymaker.core.access.ApiKey;
import io.haymaker.core.access.ApiKeys;
import io.haymaker.core.access.Role;
import io.haymaker.server.ServerWorld;
import io.haymaker.server.wire.ApiFailure;
import io.haymaker.server.wire.JsonBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys are given, changed for new ones, and taken back. */
@Tag(name = "keys")
@RestController
@RequestMapping("/api/v1/keys")
public class KeysController {
  private final ApiKeys keys;

  KeysController(ServerWorld world) {
    this.keys = world.keys();
  }

  /**
   * A key without its text.
   *
   * @param expiresAt null while no end is set
   */
  public record KeyAnswer(
      UUID keyId, String name, String role, Instant createdAt, @Nullable Instant expiresAt) {
    static KeyAnswer of(ApiKey key) {
      return new KeyAnswer(
          key.id(),
          key.name(),
          key.role().wireName(),
          key.createdAt(),
          key.expiresAt().orElse(null));
    }
  }

  /** The key that is asked for. */
  public record KeyAsked(
      @Schema(description = "whose it is, or what it is for") String name,
      @Schema(description = "reader, operator or admin") String role) {}

  /** All keys. */
  public record KeysAnswer(List<KeyAnswer> keys) {}

  /**
   * A new key.
   *
   * @param text shown now and never again
   */
  public record NewKeyAnswer(KeyAnswer key, String text) {
    static NewKeyAnswer of(ApiKeys.Issued issued) {
      return new NewKeyAnswer(KeyAnswer.of(issued.key()), issued.text().reveal());
    }
  }

  @GetMapping
  @Operation(summary = "All keys, without their texts.")
  KeysAnswer all() {
    return new KeysAnswer(keys.all().stream().map(KeyAnswer::of).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Makes a key.",
      requestBody =
          @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = KeyAsked.class))))
  NewKeyAnswer issue(JsonBody body) {
    body.only("name", "role");
    String role = body.requiredText("role");
    try {
      return NewKeyAnswer.of(
          keys.issue(
              body.requiredText("name"),
              Role.of(role)
                  .orElseThrow(
                      () -> ApiFailure.field("role", "must be reader, operator or admin"))));
    } catch (IllegalArgumentException e) {
      throw ApiFailure.body(String.valueOf(e.getMessage()));
    }
  }

  @PostMapping("/{id}/rotate")
  @Operation(summary = "Makes a key like an old one, which opens for seven days more.")
  @ResponseStatus(HttpStatus.CREATED)
  NewKeyAnswer rotate(@PathVariable UUID id) {
    return keys.rotate(id).map(NewKeyAnswer::of).orElseThrow(KeysController::unknown);
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Takes a key back at once.")
  KeyAnswer revoke(@PathVariable UUID id) {
    return keys.revoke(id).map(KeyAnswer::of).orElseThrow(KeysController::unknown);
  }

  private static ApiFailure unknown() {
    return ApiFailure.notFound("KEY", "there is no such key, or it has expired");
  }
}
