package io.haymaker.docker.validation;

import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Problem;
import io.haymaker.core.validation.Check;
import io.haymaker.core.validation.Undertaking;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.util.Optional;

/** The engine has the agents' image, or it will be made there. */
public final class ImageCheck implements Check {
  private static final long MEGABYTE = 1_000_000;

  private final DockerEngine engine;
  private final String image;
  private final boolean isMade;

  /**
   * @param isMade whether a run makes the image where it is missing
   */
  public ImageCheck(DockerEngine engine, String image, boolean isMade) {
    this.engine = engine;
    this.image = image;
    this.isMade = isMade;
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Finding look(Undertaking undertaking) {
    Look<Long> size =
        EngineAnswers.look(
            () ->
                Optional.ofNullable(engine.client().inspectImageCmd(image).exec().getSize())
                    .orElse(0L));
    return switch (size) {
      case Look.Found<Long>(Long bytes) ->
          Finding.passed("the engine has %s, %d MB".formatted(image, bytes / MEGABYTE));
      case Look.Absent<Long> _ ->
          isMade
              ? Finding.passed(image + " is made at the first launch, of what the build left")
              : Finding.failed(
                  "the engine does not have " + image,
                  "pull it there, or take CONTAINER_IMAGE out: the image is made then");
      case Look.CouldNotLook<Long>(Problem problem) ->
          Finding.failed(problem.message(), "see what the check of the engine says");
    };
  }
}
