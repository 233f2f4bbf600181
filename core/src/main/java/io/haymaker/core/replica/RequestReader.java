package io.haymaker.core.replica;

import io.haymaker.core.engine.HostFacts;
import io.haymaker.core.engine.Limits;
import io.haymaker.core.runtime.ImageReference;
import io.haymaker.core.runtime.PortRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads what people ask for, and refuses what cannot be before the engine is asked to do it. */
final class RequestReader {
  /** More at once is a slip of the finger. */
  private static final int MOST = 1000;

  private static final int LONGEST_NAME = 255;
  private static final int MOST_PORTS = 100;
  private static final int MOST_VARIABLES = 1000;
  private static final Pattern VARIABLE = Pattern.compile("[^=\\x00\\s]{1,256}");

  private final Supplier<Reply<HostFacts>> host;

  RequestReader(Supplier<Reply<HostFacts>> host) {
    this.host = host;
  }

  Reply<Wish> read(StartRequest request) {
    if (request.minimum().orElse(0) > request.maximum().orElse(MOST)) {
      return Reply.invalid("min_replicas", "must not be more than max_replicas");
    }
    if (request.count().orElse(1) > request.maximum().orElse(MOST)) {
      return Reply.invalid("count", "must not be more than max_replicas");
    }
    return number("min_replicas", request.minimum(), 0)
        .then(_ -> number("max_replicas", request.maximum(), 1))
        .then(
            _ ->
                read(
                    new MoreRequest(
                        request.image(),
                        request.count(),
                        request.limits(),
                        request.environment(),
                        request.ports(),
                        request.strict())))
        .map(
            wish ->
                new Wish(
                    wish.image(),
                    wish.count(),
                    request.minimum(),
                    request.maximum(),
                    wish.limits(),
                    wish.environment(),
                    wish.ports(),
                    wish.strict()));
  }

  Reply<Wish> read(MoreRequest request) {
    return image(request.image())
        .then(_ -> StrictRule.ofRequest(request))
        .then(_ -> number("count", request.count(), 1))
        .then(
            count ->
                environment(request.environment())
                    .then(
                        environment ->
                            ports(request.ports())
                                .then(
                                    ports ->
                                        limits(request.limits())
                                            .map(
                                                limits ->
                                                    new Wish(
                                                        request.image(),
                                                        count.orElse(1),
                                                        OptionalInt.empty(),
                                                        OptionalInt.empty(),
                                                        limits,
                                                        environment,
                                                        ports,
                                                        request.strict())))));
  }

  /** The image as it was asked for, which has the form of a reference. */
  Reply<String> image(String image) {
    return image.length() <= LONGEST_NAME && ImageReference.parse(image).isPresent()
        ? Reply.done(image)
        : Reply.invalid("image", "must be the name of an image, such as nginx or ghcr.io/a/b:1.2");
  }

  Reply<Limits> limits(LimitTexts texts) {
    return LimitReader.read(texts)
        .then(
            limits ->
                texts.equals(LimitTexts.NONE)
                    ? Reply.done(limits)
                    : host.get().then(facts -> LimitReader.read(texts, facts)));
  }

  private static Reply<OptionalInt> number(String field, OptionalInt given, int least) {
    return given.isPresent() && (given.getAsInt() < least || given.getAsInt() > MOST)
        ? Reply.invalid(field, "must be from %d to %d".formatted(least, MOST))
        : Reply.done(given);
  }

  private static Reply<Optional<Map<String, String>>> environment(
      Optional<Map<String, String>> given) {
    Map<String, String> variables = given.orElse(Map.of());
    boolean fine =
        variables.size() <= MOST_VARIABLES
            && variables.entrySet().stream()
                .allMatch(
                    variable ->
                        VARIABLE.matcher(variable.getKey()).matches()
                            && variable.getValue().indexOf('\0') < 0);
    return fine
        ? Reply.done(given)
        : Reply.invalid(
            "env", "must be at most 1000 variables; names without = and space, values without NUL");
  }

  private static Reply<Optional<List<PortRequest>>> ports(Optional<List<PortText>> given) {
    if (given.isEmpty()) {
      return Reply.done(Optional.empty());
    }
    return given.get().size() > MOST_PORTS
        ? Reply.invalid("ports", "must be at most 100")
        : PortReader.read(given.get()).map(Optional::of);
  }
}
