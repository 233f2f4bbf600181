package io.haymaker.core.audit;

import io.haymaker.core.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the audit saw. Each list names what remains; an empty list is only proof when its read is
 * not among {@code couldNotLook}.
 *
 * @param couldNotLook one line per read that failed: what could not be looked at, and why
 */
public record AuditReport(
    Instant at,
    List<String> resources,
    List<String> containers,
    List<String> servicePrincipals,
    List<String> roleAssignments,
    List<String> secrets,
    List<String> couldNotLook) {

  /** What stands before the id of a resource that its service keeps, though it is deleted. */
  static final String SOFT_DELETED = "soft-deleted ";

  public AuditReport {
    resources = List.copyOf(resources);
    containers = List.copyOf(containers);
    servicePrincipals = List.copyOf(servicePrincipals);
    roleAssignments = List.copyOf(roleAssignments);
    secrets = List.copyOf(secrets);
    couldNotLook = List.copyOf(couldNotLook);
  }

  /** True when every read worked and none showed anything. */
  public boolean provesAbsence() {
    return remaining() == 0 && couldNotLook.isEmpty();
  }

  /** The ids of the resources that remain, soft-deleted ones by the id that they had. */
  public List<ResourceId> resourceIds() {
    return resources.stream()
        .map(line -> line.startsWith(SOFT_DELETED) ? line.substring(SOFT_DELETED.length()) : line)
        .filter(line -> line.startsWith("/subscriptions/"))
        .map(ResourceId::of)
        .toList();
  }

  /** All that was seen to remain, a line each. */
  public List<String> everything() {
    return Stream.of(resources, containers, servicePrincipals, roleAssignments, secrets)
        .flatMap(List::stream)
        .toList();
  }

  /** How many things were seen to remain. */
  public int remaining() {
    return resources.size()
        + containers.size()
        + servicePrincipals.size()
        + roleAssignments.size()
        + secrets.size();
  }
}
