package io.haymaker.emulator.graph;

import io.haymaker.emulator.cloud.Cloud;
import io.haymaker.emulator.http.Service;
import io.haymaker.emulator.token.Administrator;
import io.haymaker.emulator.token.Directory;

/** The tenant's directory: the service that changes it and the view that sign-in has of it. */
public final class GraphTenant {

  private final Service service;
  private final Directory directory;

  /** The directory in the cloud's store; the administrator is in it from the beginning. */
  public GraphTenant(Cloud cloud, Administrator administrator) {
    DirectoryObjects objects = new DirectoryObjects(cloud);
    Passwords passwords = new Passwords(objects);
    DirectoryRoles roles = new DirectoryRoles(objects, administrator.principal().objectId());
    this.directory = new GraphDirectory(administrator, objects, passwords);
    this.service = new GraphService(cloud, objects, passwords, roles);
  }

  /** Microsoft Graph. */
  public Service service() {
    return service;
  }

  /** Who may sign in and hold roles: what has propagated. */
  public Directory directory() {
    return directory;
  }
}
