package io.haymaker.emulator.token;

import java.util.Objects;

/**
 * Somebody in the directory who can hold a role.
 *
 * @param objectId the object id of the service principal (not of its application)
 * @param appId the client id
 * @param displayName what people see
 */
public record Principal(String objectId, String appId, String displayName) {
  public Principal {
    Objects.requireNonNull(objectId);
    Objects.requireNonNull(appId);
    Objects.requireNonNull(displayName);
  }
}
