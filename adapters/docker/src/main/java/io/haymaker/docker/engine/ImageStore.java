package io.haymaker.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import io.haymaker.core.engine.ContainerEngine;
import io.haymaker.core.engine.Image;
import io.haymaker.core.outcome.Listing;
import io.haymaker.core.outcome.Look;
import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.outcome.Problem;
import io.haymaker.docker.BoundedCall;
import io.haymaker.docker.DockerEngine;
import io.haymaker.docker.EngineAnswers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The images that an engine has, and how it gets others. */
final class ImageStore {
  /** No reference is written otherwise; the client puts it into a path as it is. */
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");

  /** A registry that sends nothing for so long is given up. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private static final String NO_NAME = "<none>:<none>";

  private final DockerClient client;
  private final DockerClient streams;
  private final EngineSettings settings;

  ImageStore(DockerEngine engine, EngineSettings settings) {
    this.client = engine.client();
    this.streams = engine.streams();
    this.settings = settings;
  }

  Listing<Image> all() {
    return switch (look(() -> client.listImagesCmd().exec())) {
      case Look.Found<List<com.github.dockerjava.api.model.Image>>(
              List<com.github.dockerjava.api.model.Image> images) ->
          Listing.complete(images.stream().map(ImageStore::image).toList());
      case Look.CouldNotLook<List<com.github.dockerjava.api.model.Image>>(Problem problem) ->
          new Listing.CouldNotLook<>(problem);
      case Look.Absent<List<com.github.dockerjava.api.model.Image>> _ ->
          Listing.couldNotLook(ContainerEngine.AWAY, "the engine cannot list images");
    };
  }

  Look<Image> find(String reference) {
    return REFERENCE.matcher(reference).matches() && !reference.contains("..")
        ? look(() -> image(client.inspectImageCmd(reference).exec()))
        : Look.absent();
  }

  private <T> Look<T> look(Callable<T> call) {
    return EngineAnswers.look(() -> BoundedCall.within(settings.lookWithin(), call));
  }

  Outcome<Image> pull(String reference, Consumer<String> progress) {
    return switch (find(reference)) {
      case Look.Found<Image>(Image there) -> Outcome.done(there);
      case Look.CouldNotLook<Image>(Problem problem) ->
          new Outcome.Busy<>(problem, Optional.empty());
      case Look.Absent<Image> _ -> fetch(reference, progress);
    };
  }

  private Outcome<Image> fetch(String reference, Consumer<String> progress) {
    if (!REFERENCE.matcher(reference).matches()) {
      return Outcome.refused(ContainerEngine.NO_IMAGE, "'%s' names no image".formatted(reference));
    }
    Outcome<Boolean> pulled =
        EngineAnswers.effect(
            () -> {
              try (var progressing = new PullProgress(progress)) {
                command(reference).exec(progressing);
                progressing.awaitEnd(SILENCE);
                return true;
              }
            });
    return switch (pulled) {
      case Outcome.Done<Boolean> _ ->
          switch (find(reference)) {
            case Look.Found<Image>(Image there) -> Outcome.done(there);
            case Look.Absent<Image> _ ->
                Outcome.refused(
                    ContainerEngine.NO_IMAGE, reference + " was pulled and is not there");
            case Look.CouldNotLook<Image>(Problem problem) -> new Outcome.Unknown<>(problem);
          };
      case Outcome.Refused<Boolean>(Problem problem) -> noImage(problem);
      // The engine speaks for the registry, and calls it an error of its own.
      case Outcome.Unknown<Boolean>(Problem problem) when problem.is("Engine500") ->
          noImage(problem);
      case Outcome.Unknown<Boolean> unknown -> unknown.undone();
      case Outcome.Busy<Boolean> busy -> busy.undone();
    };
  }

  private static Outcome<Image> noImage(Problem problem) {
    return Outcome.refused(ContainerEngine.NO_IMAGE, problem.message());
  }

  /** Without a tag the engine would fetch all there are. */
  private PullImageCmd command(String reference) {
    int digest = reference.indexOf('@');
    int colon = reference.lastIndexOf(':');
    if (digest >= 0) {
      return streams
          .pullImageCmd(reference.substring(0, digest))
          .withTag(reference.substring(digest + 1));
    }
    return colon > reference.lastIndexOf('/')
        ? streams
            .pullImageCmd(reference.substring(0, colon))
            .withTag(reference.substring(colon + 1))
        : streams.pullImageCmd(reference).withTag("latest");
  }

  private static Image image(com.github.dockerjava.api.model.Image image) {
    return new Image(
        image.getId(),
        names(image.getRepoTags(), image.getRepoDigests()),
        Instant.ofEpochSecond(Objects.requireNonNullElse(image.getCreated(), 0L)),
        Objects.requireNonNullElse(image.getSize(), 0L));
  }

  private static Image image(InspectImageResponse image) {
    return new Image(
        image.getId(),
        names(array(image.getRepoTags()), array(image.getRepoDigests())),
        OffsetDateTime.parse(image.getCreated()).toInstant(),
        Objects.requireNonNullElse(image.getSize(), 0L));
  }

  private static String @Nullable [] array(@Nullable List<String> names) {
    return names == null ? null : names.toArray(String[]::new);
  }

  private static List<String> names(String @Nullable [] tags, String @Nullable [] digests) {
    return Stream.of(tags, digests)
        .filter(Objects::nonNull)
        .flatMap(Arrays::stream)
        .filter(name -> !name.equals(NO_NAME) && !name.startsWith("<none>@"))
        .toList();
  }
}
