package io.haymaker.emulator.arm;

import io.haymaker.emulator.http.Refused;
import io.haymaker.emulator.http.Request;
import io.haymaker.emulator.http.Response;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is special about the resources of one namespace. Everything else (ids, groups, tags, lists,
 * locks, authorisation, long-running operations) is done for all types alike. Each method may do
 * nothing, which is its default.
 *
 * <p>{@code before...} methods run inside a store transaction: what they write is kept or undone
 * with the resource, and they must not block. {@code after...} methods run once it is durable;
 * after a crash in between they have not run, so what they start must also be found and started by
 * {@code Part.start}.
 */
public interface ResourceProvider {
  /** The namespace, e.g. {@code Microsoft.App}. */
  String namespace();

  /**
   * A PUT or PATCH is about to be kept: check it, complete its document, move secrets from it to
   * the vault, say how long it takes.
   *
   * @throws Refused to refuse it
   */
  default void beforeWrite(Write write) {}

  /** A PUT or PATCH has been kept. */
  default void afterWrite(ArmResource resource) {}

  /**
   * A resource is about to be deleted, by itself or with its group; not asked when its parent goes.
   * Of a group's resources, those that another's deletion waits for are asked first.
   *
   * @throws Refused to refuse it; a group then stays, with what the resource refers to
   */
  default void beforeDelete(ArmResource resource) {}

  /**
   * The same, for a resource that is deleted by itself.
   *
   * @param request says how, such as {@code force=true}
   */
  default void beforeDelete(ArmResource resource, Request request) {
    beforeDelete(resource);
  }

  /** Whether something of a deleted resource is still known here, so that it is not forgotten. */
  default boolean remembers(ArmResource deleted) {
    return false;
  }

  /** A deletion has been accepted and kept: by itself, or with its parent or group. */
  default void afterDelete(ArmResource resource) {}

  /** Changes what a read of a resource shows: {@code view} is a copy with id, name and type. */
  default void show(ArmResource resource, ObjectNode view) {}

  /** The same for a list, after {@link #show}: many services show less of each there. */
  default void showInList(ArmResource resource, ObjectNode view) {}

  /**
   * Answers a call that is more than reading and writing a resource: actions, lists of what is no
   * resource, locations and so on. Asked first, for every call of the namespace.
   *
   * @return empty to let Resource Manager handle it
   * @throws Refused to refuse it
   */
  default Optional<Response> handle(ProviderCall call) {
    return Optional.empty();
  }
}
