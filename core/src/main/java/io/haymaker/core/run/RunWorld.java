package io.haymaker.core.run;

import io.haymaker.core.audit.AuditReads;
import io.haymaker.core.identity.Directory;
import io.haymaker.core.identity.PropagationProbe;
import io.haymaker.core.identity.RoleAssignments;
import io.haymaker.core.identity.SecretStore;
import io.haymaker.core.resource.Inventory;
import io.haymaker.core.resource.ResourceDeleter;
import io.haymaker.core.resource.ResourceGroups;
import io.haymaker.core.resource.ResourceReader;
import io.haymaker.core.runtime.ContainerRuntime;
import io.haymaker.core.scenario.ScenarioCatalog;
import io.haymaker.core.validation.Validator;

/** Everything outside that a run touches, by port. */
public record RunWorld(
    ScenarioCatalog catalog,
    Validator validator,
    NameRegistry names,
    ResourceGroups groups,
    ResourceReader reader,
    ResourceDeleter deleter,
    Inventory inventory,
    Directory directory,
    RoleAssignments roles,
    SecretStore secrets,
    PropagationProbe probe,
    ContainerRuntime runtime,
    AuditReads audit) {}
