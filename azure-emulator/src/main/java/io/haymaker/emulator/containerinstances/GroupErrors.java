package io.haymaker.emulator.containerinstances;

import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Response;
import java.time.Duration;

/** The refusals of this provider. */
final class GroupErrors {

  private GroupErrors() {}

  static Refused invalid(String code, String message) {
    return new Refused(400, code, message);
  }

  static Refused notSupported(String what) {
    return invalid("NotSupportedByEmulator", "The emulator does not support " + what + ".");
  }

  static Refused notFound(String what, String name) {
    return new Refused(404, "ResourceNotFound", "The " + what + " '" + name + "' was not found.");
  }

  static Refused transitioning(String group) {
    return new Refused(
        409,
        "ContainerGroupTransitioning",
        "The container group '" + group + "' is still transitioning, please retry later.");
  }

  static Refused unchangeable(String group) {
    return invalid(
        "InvalidContainerGroupUpdate",
        "The updates on container group '"
            + group
            + "' are invalid: os type, restart policy, network, CPU, memory and the set of"
            + " containers cannot be changed. Delete the group first, then create a new one.");
  }

  static Refused inaccessible(String image, String group) {
    return invalid(
        "InaccessibleImage",
        "The image '"
            + image
            + "' in container group '"
            + group
            + "' is not accessible. Please check the image and registry credential.");
  }

  static Refused tooOften(String what, String region, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return Refused.with(
        Response.error(
                429,
                "TooManyRequests",
                "Too many container groups were "
                    + what
                    + " in '"
                    + region
                    + "'. Please retry after "
                    + seconds
                    + " seconds.")
            .with("Retry-After", String.valueOf(seconds)));
  }
}
