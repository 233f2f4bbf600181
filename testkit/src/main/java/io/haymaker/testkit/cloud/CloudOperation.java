package io.haymaker.testkit.cloud;

/** What can be asked of a {@link FakeCloud}; a script's target is named behind each. */
public enum CloudOperation {
  /** Target: the group's id. */
  ENSURE_GROUP,
  /** Target: the resource's id. */
  READ_RESOURCE,
  /** Target: the group's id. */
  LIST_CONTENTS,
  /** Target: the group's id. */
  LIST_LOCKS,
  /** No target. */
  LIST_SOFT_DELETED,
  /** Target: the resource's id. */
  DELETE_RESOURCE,
  /** Target: the id that the purged resource had. */
  PURGE_RESOURCE,
  /** Target: the run. */
  QUERY_INVENTORY,
  /** Target: the unique name. */
  ENSURE_APPLICATION,
  /** Target: the plan's unique name. */
  ENSURE_SERVICE_PRINCIPAL,
  /** Target: the application's display name. */
  REPLACE_SECRET,
  /** Target: kind and display name, e.g. {@code APPLICATION AzureHayMaker-a-admin}. */
  DELETE_DIRECTORY_OBJECT,
  /** Target: the run, or empty. */
  LIST_DIRECTORY,
  /** Target: role and scope, e.g. {@code Contributor /subscriptions/...}. */
  ASSIGN_ROLE,
  /** Target: the assignment's id. */
  REMOVE_ROLE,
  /** Target: the principal's id. */
  LIST_ROLES,
  /** Target: the secret's name. */
  PUT_SECRET,
  /** Target: the secret's name. */
  REMOVE_SECRET,
  /** Target: the run, or empty. */
  LIST_SECRETS,
  /** Target: client id and scope. */
  TRY_OUT,
  /** Target: the run. */
  AUDIT_TAGGED,
  /** No target. */
  AUDIT_SOFT_DELETED,
  /** Target: the resource's id. */
  AUDIT_READ,
  /** Target: the run. */
  AUDIT_CONTAINERS,
  /** Target: the run. */
  AUDIT_PRINCIPALS,
  /** No target. */
  AUDIT_ROLES,
  /** Target: the run. */
  AUDIT_SECRETS
}
