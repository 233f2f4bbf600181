package io.haymaker.core.ownership;

/** Who we are. */
public interface Installation {

  /** This installation's id: made when it is first asked for, the same ever after. */
  InstallationId id();
}
