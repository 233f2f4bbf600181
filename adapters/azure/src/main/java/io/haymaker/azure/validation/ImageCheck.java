package io.haymaker.azure.validation;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.runtime.ImageReference;
import io.haymaker.core.runtime.ImageRegistry;
import io.haymaker.core.runtime.ImageRegistry.Manifest;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.Optional;

/** The image's reference is well-formed, and its registry has a manifest for it. */
final class ImageCheck implements Check {
  private final String image;
  private final ImageRegistry images;

  ImageCheck(String image, ImageRegistry images) {
    this.image = image;
    this.images = images;
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Optional<ImageReference> reference = ImageReference.parse(image);
    return reference.isPresent()
        ? look(reference.get())
        : Finding.failed(
            "'%s' is no reference of an image".formatted(image),
            "set CONTAINER_IMAGE to registry/name:tag or registry/name@sha256:digest");
  }

  private Finding look(ImageReference reference) {
    return switch (images.manifest(reference)) {
      case Look.Found<Manifest>(Manifest manifest) -> present(reference, manifest);
      case Look.Absent<Manifest> _ ->
          Finding.failed(
              "the registry has no manifest of " + reference,
              "push the image, or set CONTAINER_IMAGE to one that is there");
      case Look.CouldNotLook<Manifest>(Problem problem) when problem.is(ImageRegistry.NOT_LET_IN) ->
          Finding.failed(
              "%s: %s".formatted(reference.registry(), problem.message()),
              "set CONTAINER_REGISTRY to %s and give the login the role AcrPull on it, or check CONTAINER_REGISTRY_USERNAME and CONTAINER_REGISTRY_PASSWORD"
                  .formatted(reference.registry()));
      case Look.CouldNotLook<Manifest>(Problem problem) ->
          Finding.failed(
              "%s could not be asked: %s".formatted(reference.registry(), problem),
              "check the registry's name in CONTAINER_IMAGE and CONTAINER_REGISTRY, and that it can be reached from here");
    };
  }

  private static Finding present(ImageReference reference, Manifest manifest) {
    return reference.moves()
        ? new Finding(
            Verdict.WARNING,
            reference + " is there, but means another image whenever somebody pushes one",
            "name a tag or, better, a digest in CONTAINER_IMAGE")
        : Finding.passed(
            reference
                + " is there"
                + (reference.digest().isPresent() || manifest.digest().isEmpty()
                    ? ""
                    : ", now " + manifest.digest()));
  }
}
