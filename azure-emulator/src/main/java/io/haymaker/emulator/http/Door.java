package io.haymaker.emulator.http;

/** The HTTPS ports of the emulator. */
public enum Door {
  /** Resource Manager, sign-in, Graph and the control API. */
  MAIN,
  /** The vault, whose URL may have no path. */
  VAULT,
  /** The bus's HTTPS side, whose clients keep host and port only. */
  BUS,
  /** Azure Monitor's data collection endpoint, whose URL may have no path. */
  MONITOR
}
