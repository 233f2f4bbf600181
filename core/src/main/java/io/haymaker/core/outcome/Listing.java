package io.haymaker.core.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a listing of many things showed: all of them, or nothing that can be relied on. */
public sealed interface Listing<T> {

  /** Every page was read. */
  record Complete<T>(List<T> items) implements Listing<T> {
    public Complete {
      items = List.copyOf(items);
    }
  }

  /** Some page or some scope could not be read. Never taken for an empty listing. */
  record CouldNotLook<T>(Problem problem) implements Listing<T> {}

  static <T> Listing<T> complete(List<T> items) {
    return new Complete<>(items);
  }

  static <T> Listing<T> couldNotLook(String code, String message) {
    return new CouldNotLook<>(new Problem(code, message));
  }

  /**
   * A listing of what was listed by name and then looked at one by one. What went away between the
   * two is left out.
   */
  static <S, T> Listing<T> looking(List<S> listed, Function<? super S, Look<T>> look) {
    var items = new ArrayList<T>(listed.size());
    for (S one : listed) {
      switch (look.apply(one)) {
        case Look.Found<T>(T item) -> items.add(item);
        case Look.Absent<T> _ -> {}
        case Look.CouldNotLook<T>(Problem problem) -> {
          return new CouldNotLook<>(problem);
        }
      }
    }
    return complete(items);
  }

  /** What these items lead to; when they could not be listed, neither can that. */
  default <R> Listing<R> then(Function<? super List<T>, Listing<R>> next) {
    return switch (this) {
      case Complete<T> complete -> next.apply(complete.items());
      case CouldNotLook<T> failed -> new CouldNotLook<>(failed.problem());
    };
  }

  /**
   * The items, for who notes a failed listing elsewhere and goes on with what else there is.
   *
   * @param blind hears of it when nothing could be listed; then there are no items
   */
  default List<T> items(Consumer<Problem> blind) {
    return switch (this) {
      case Complete<T> complete -> complete.items();
      case CouldNotLook<T> failed -> {
        blind.accept(failed.problem());
        yield List.of();
      }
    };
  }

  /** The same listing with its items changed. */
  default <R> Listing<R> map(Function<? super T, R> change) {
    return switch (this) {
      case Complete<T> complete -> {
        var changed = new ArrayList<R>(complete.items().size());
        complete.items().forEach(item -> changed.add(change.apply(item)));
        yield new Complete<>(changed);
      }
      case CouldNotLook<T> failed -> new CouldNotLook<>(failed.problem());
    };
  }

  /** Both listings in one; if either could not look, neither did. */
  default Listing<T> and(Listing<T> other) {
    if (this instanceof Complete<T> mine && other instanceof Complete<T> theirs) {
      var all = new ArrayList<>(mine.items());
      all.addAll(theirs.items());
      return new Complete<>(all);
    }
    return this instanceof CouldNotLook<T> ? this : other;
  }
}
