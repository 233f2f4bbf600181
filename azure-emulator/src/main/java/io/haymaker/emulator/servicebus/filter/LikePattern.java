package io.haymaker.emulator.servicebus.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pattern of LIKE: {@code %} is any text, {@code _} any character. */
final class LikePattern {
  /** One place of the pattern: a character, any character, or any number of them. */
  private record Place(Kind kind, char character) {
    enum Kind {
      EXACT,
      ONE,
      MANY
    }

    boolean takes(char c) {
      return kind == Kind.ONE || (kind == Kind.EXACT && character == c);
    }
  }

  private final List<Place> places = new ArrayList<>();

  /**
   * @param escape before it, a character stands for itself
   */
  LikePattern(String pattern, Optional<Character> escape) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (escape.isPresent() && c == escape.get() && i + 1 < pattern.length()) {
        places.add(new Place(Place.Kind.EXACT, pattern.charAt(++i)));
      } else {
        places.add(
            new Place(
                switch (c) {
                  case '%' -> Place.Kind.MANY;
                  case '_' -> Place.Kind.ONE;
                  default -> Place.Kind.EXACT;
                },
                c));
      }
    }
  }

  /** Goes back to the last {@code %} only, so that no pattern takes long. */
  boolean matches(String text) {
    int place = 0;
    int many = -1;
    int resume = 0;
    for (int at = 0; at < text.length(); ) {
      if (place < places.size() && places.get(place).kind() == Place.Kind.MANY) {
        many = place++;
        resume = at;
      } else if (place < places.size() && places.get(place).takes(text.charAt(at))) {
        place++;
        at++;
      } else if (many >= 0) {
        place = many + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (place < places.size() && places.get(place).kind() == Place.Kind.MANY) {
      place++;
    }
    return place == places.size();
  }
}
