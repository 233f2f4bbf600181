package io.haymaker.testkit.cloud;

import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.resource.ResourceId;
import io.haymaker.testkit.time.MovableClock;

class FakeRolesTest extends RoleAssignmentsContract {
  private final FakeCloud cloud = new FakeCloud(new MovableClock());

  @Override
  protected RoleAssignments roles() {
    return cloud.roles();
  }

  @Override
  protected String scope() {
    return ResourceId.group(FakeCloud.SUBSCRIPTION, "g").value();
  }
}
