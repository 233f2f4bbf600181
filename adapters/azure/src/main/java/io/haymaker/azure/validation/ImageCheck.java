package io.haymaker.azure.validation;

import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import java.util.regex.Pattern;

/** The image's reference has the form that registries and platforms take. */
final class ImageCheck implements Check {
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\\d{1,5})?/)?"
              + COMPONENT
              + "(?:/"
              + COMPONENT
              + ")*(?<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?<digest>@sha256:[0-9a-f]{64})?");

  private final String image;

  ImageCheck(String image) {
    this.image = image;
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    var reference = REFERENCE.matcher(image);
    if (!reference.matches()) {
      return Finding.failed(
          "'%s' is no reference of an image".formatted(image),
          "set CONTAINER_IMAGE to registry/name:tag or registry/name@sha256:digest");
    }
    boolean moving =
        reference.group("digest") == null
            && (reference.group("tag") == null || ":latest".equals(reference.group("tag")));
    return moving
        ? new Finding(
            Verdict.WARNING,
            image + " means another image whenever somebody pushes one",
            "name a tag or, better, a digest in CONTAINER_IMAGE")
        : Finding.passed(image + " is well-formed; its registry was not asked for the manifest");
  }
}
