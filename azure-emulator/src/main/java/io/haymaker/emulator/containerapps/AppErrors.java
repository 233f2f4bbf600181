package io.haymaker.emulator.containerapps;

import io.haymaker.emulator.http.Refused;

/** The refusals of this provider. */
final class AppErrors {

  private AppErrors() {}

  static Refused invalid(String code, String message) {
    return new Refused(400, code, message);
  }

  static Refused invalid(String message) {
    return invalid("InvalidRequestParameterWithDetails", message);
  }

  static Refused notSupported(String what) {
    return new Refused(
        400, "NotSupportedByEmulator", "The emulator does not support " + what + ".");
  }

  static Refused notFound(String what, String name) {
    return new Refused(404, "ResourceNotFound", "The " + what + " '" + name + "' was not found.");
  }

  static Refused tooManyCores(ProfileFamily family, long wanted, long quota) {
    return invalid(
        "MaxAllowedCoresExceededForManagedEnvironment",
        "Maximum Allowed Cores exceeded for the Managed Environment. Quota "
            + family.quotaName()
            + ": "
            + quota
            + ", needed: "
            + wanted
            + ".");
  }
}
