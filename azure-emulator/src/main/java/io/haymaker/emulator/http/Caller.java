package io.haymaker.emulator.http;

import java.util.Objects;

/**
 * Who sent a request, as its access token says.
 *
 * @param objectId the principal's object id in the directory
 * @param appId the client id of its application
 */
public record Caller(String objectId, String appId) {
  public Caller {
    Objects.requireNonNull(objectId);
    Objects.requireNonNull(appId);
  }
}
