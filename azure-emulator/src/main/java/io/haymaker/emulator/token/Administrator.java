package io.haymaker.emulator.token;

import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.store.DataFolder;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The cloud's administrator: made once per data folder, Owner of the subscription, with full rights
 * on the vault's data, the directory and the bus. Its secret is in the vault file.
 *
 * @param principal the administrator's principal
 * @param secret its client secret
 */
public record Administrator(Principal principal, Secret secret) {
  private static final String KIND = "administrator";
  private static final String KEY = "administrator";

  /** The administrator of a folder, made if there is none. */
  public static Administrator of(DataFolder folder) {
    ObjectNode document =
        folder
            .vault()
            .get(KIND, KEY)
            .orElseGet(
                () -> {
                  ObjectNode fresh =
                      Json.object()
                          .put("objectId", UUID.randomUUID().toString())
                          .put("appId", UUID.randomUUID().toString())
                          .put("secret", Secret.random().reveal());
                  folder.vault().put(KIND, KEY, fresh);
                  return fresh;
                });
    return new Administrator(
        new Principal(
            document.path("objectId").stringValue(),
            document.path("appId").stringValue(),
            "HayMaker emulator administrator"),
        Secret.of(document.path("secret").stringValue()));
  }
}
