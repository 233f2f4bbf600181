package io.haymaker.core.runtime;

import io.haymaker.core.outcome.Look;

/** Asks the registries of images. Reads only; safe for many threads. */
@FunctionalInterface
public interface ImageRegistry {

  /**
   * An image's manifest, asked for anew each time. Whether a platform may pull the image is not
   * told by this: it logs in as somebody else.
   *
   * @return {@link Look.Absent} when the registry itself says that it has no such image; {@link
   *     Look.CouldNotLook} when it could not be reached or did not let us look, with the code
   *     {@link #NOT_LET_IN} in the latter case
   */
  Look<Manifest> manifest(ImageReference image);

  /** The code of the problem when the registry refuses whom we log in as. */
  String NOT_LET_IN = "NotLetIn";

  /**
   * What the registry has.
   *
   * @param digest pins the image; empty text where the registry does not tell
   * @param mediaType of the manifest: of one image, or of a list for several platforms
   */
  record Manifest(String digest, String mediaType) {}
}
