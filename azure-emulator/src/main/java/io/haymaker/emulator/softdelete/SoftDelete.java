package io.haymaker.emulator.softdelete;

import io.haymaker.emulator.arm.ResourceBook;
import io.haymaker.emulator.arm.ResourceProvider;
import io.haymaker.emulator.cloud.Cloud;
import java.util.Arrays;
import java.util.List;

/** Soft delete of one emulator, as the composition plugs it in. */
public final class SoftDelete {
  private final Cloud cloud;
  private final ResourceBook resources;

  /** Soft delete over these resources. */
  public SoftDelete(Cloud cloud, ResourceBook resources) {
    this.cloud = cloud;
    this.resources = resources;
  }

  /** One for each namespace of which something is kept. */
  public List<ResourceProvider> providers() {
    var graveyard = new Graveyard(cloud, resources);
    var view = new CopyView(cloud);
    return Arrays.stream(KeptKind.values())
        .map(KeptKind::namespace)
        .distinct()
        .<ResourceProvider>map(namespace -> new KeepingProvider(namespace, graveyard, view))
        .toList();
  }
}
