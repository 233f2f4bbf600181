package io.haymaker.emulator.cloud;

import io.haymaker.emulator.fault.FaultBook;
import io.haymaker.emulator.http.Json;
import io.haymaker.emulator.log.RequestLog;
import io.haymaker.emulator.store.DataFolder;
import io.haymaker.emulator.store.DocumentStore;
import io.haymaker.emulator.time.CloudClock;
import io.haymaker.emulator.time.Pauser;
import io.haymaker.emulator.tls.CertificateAuthority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all services share.
 *
 * @param folder the data folder and the two stores in it
 * @param tenantId the one tenant
 * @param subscriptionId the one subscription
 * @param location the region that things are made in where nobody says otherwise
 * @param images what runs for a container image: image reference to command line
 * @param clock the cloud's time; ask it whether something is due, never wait for it
 * @param pauser real waiting, for faults that delay
 * @param settings how the cloud behaves
 * @param endpoints where the services listen
 * @param faults the faults in force
 * @param log the request log
 * @param authority the certificate authority, for services with sockets of their own
 */
public record Cloud(
    DataFolder folder,
    String tenantId,
    String subscriptionId,
    String location,
    Map<String, List<String>> images,
    CloudClock clock,
    Pauser pauser,
    SettingsBook settings,
    Endpoints endpoints,
    FaultBook faults,
    RequestLog log,
    CertificateAuthority authority) {
  private static final String KIND = "installation";
  private static final String KEY = "ids";

  public Cloud {
    images = Map.copyOf(images);
  }

  /**
   * What runs for an image: by its reference, or by what follows the registry's host in it.
   *
   * @return empty if there is no such image
   */
  public Optional<List<String>> command(String image) {
    int slash = image.indexOf('/');
    boolean here = slash > 0 && endpoints.isRegistry(image.substring(0, slash));
    return Optional.ofNullable(images.get(image))
        .or(() -> Optional.ofNullable(here ? images.get(image.substring(slash + 1)) : null));
  }

  /** The state that holds no secret. */
  public DocumentStore store() {
    return folder.store();
  }

  /** The secrets. */
  public DocumentStore vault() {
    return folder.vault();
  }

  /** The ids of a folder's cloud, {@code tenantId} and {@code subscriptionId}, made if missing. */
  public static ObjectNode ids(DocumentStore store) {
    return store.atomically(
        () ->
            store
                .get(KIND, KEY)
                .orElseGet(
                    () -> {
                      ObjectNode fresh =
                          Json.object()
                              .put("tenantId", UUID.randomUUID().toString())
                              .put("subscriptionId", UUID.randomUUID().toString());
                      store.put(KIND, KEY, fresh);
                      return fresh;
                    }));
  }
}
