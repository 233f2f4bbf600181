package io.haymaker.main.trial;

import io.haymaker.core.outcome.Outcome;
import io.haymaker.core.scaler.FileSize;
import io.haymaker.main.CommandFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is tried, from what the user typed. */
public final class TrialPlan {
  public static final String SIZES = "--e2e-file-sizes";
  public static final String SUBSCRIPTIONS = "--e2e-expected-subscriptions";

  private TrialPlan() {}

  /**
   * A message for each size.
   *
   * @param prefix what their ids begin with; no other trial's
   * @param sizes in MB, with commas between them
   * @param expected where each gets a container: one subscription for all sizes, or as many as
   *     sizes, in their order
   * @throws CommandFailure naming the option that is wrong
   */
  public static List<TrialMessage> messages(
      String prefix, String sizes, Optional<String> expected) {
    List<FileSize> files = list(SIZES, sizes).stream().map(TrialPlan::size).toList();
    List<String> places = expected.map(text -> list(SUBSCRIPTIONS, text)).orElse(List.of());
    if (places.size() > 1 && places.size() != files.size()) {
      throw CommandFailure.usage(
          "%s: %d subscriptions for %d sizes; give one for all or one for each"
              .formatted(SUBSCRIPTIONS, places.size(), files.size()));
    }
    var messages = new ArrayList<TrialMessage>();
    for (int i = 0; i < files.size(); i++) {
      Set<String> place =
          places.isEmpty() ? Set.of() : Set.of(places.get(places.size() == 1 ? 0 : i));
      messages.add(new TrialMessage("%s-%d".formatted(prefix, i + 1), files.get(i), place));
    }
    return messages;
  }

  private static FileSize size(String text) {
    Outcome<FileSize> size = FileSize.read(Optional.of(text));
    if (size instanceof Outcome.Done<FileSize>(FileSize file)) {
      return file;
    }
    throw CommandFailure.usage("%s: %s".formatted(SIZES, size.obstacle().orElseThrow().message()));
  }

  private static List<String> list(String option, String text) {
    List<String> items = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (items.stream().anyMatch(String::isEmpty)) {
      throw CommandFailure.usage(
          "%s: '%s' is no list with commas between its items".formatted(option, text));
    }
    return items;
  }
}
