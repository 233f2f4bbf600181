package io.haymaker.server.wire;

import java.util.List;

/**
 * Something in a request that cannot be.
 *
 * @param loc where: {@code body}, {@code path} or {@code query}, and the names from there down
 * @param msg what the value must be
 * @param type the kind of mistake, for programs: {@code missing}, {@code string_type}, {@code
 *     int_type}, {@code value_error} and the like
 */
public record Fault(List<String> loc, String msg, String type) {
  public Fault {
    loc = List.copyOf(loc);
  }
}
