package io.haymaker.core.ownership;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ownership as one line of text, for things that take a description and no tags, such as role
 * assignments: {@code HayMaker-Installation=x; RunId=y; ...}.
 */
public final class OwnerMark {
  private OwnerMark() {}

  /** The line that says whose a thing is. */
  public static String of(Owner owner) {
    var line = new StringBuilder();
    new TreeMap<>(owner.tags())
        .forEach(
            (name, value) ->
                line.append(line.isEmpty() ? "" : "; ").append(name).append('=').append(value));
    return line.toString();
  }

  /** True when a line, of whomever, names this installation and this run. */
  public static boolean carries(String line, InstallationId installation, RunId run) {
    // Of many marks only one's own are worth taking apart.
    return line.contains(run.toString()) && OwnerTags.carry(read(line), installation, run);
  }

  /** What a line, of whomever, says of its owner; empty when it says nothing. */
  public static Map<String, String> read(String line) {
    var tags = new LinkedHashMap<String, String>();
    Arrays.stream(line.split(";"))
        .map(part -> part.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> tags.putIfAbsent(pair[0].strip(), pair[1].strip()));
    return tags;
  }
}
