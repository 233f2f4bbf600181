package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;

/** Any api-version is taken, because clients send dozens; but Azure insists that there is one. */
public final class ApiVersion {
  private ApiVersion() {}

  /**
   * The version that a request names.
   *
   * @throws Refused (400 MissingApiVersionParameter) if it names none
   */
  public static String require(Request request) {
    return request
        .query("api-version")
        .filter(version -> !version.isBlank())
        .orElseThrow(
            () ->
                new Refused(
                    400,
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all"
                        + " requests."));
  }
}
