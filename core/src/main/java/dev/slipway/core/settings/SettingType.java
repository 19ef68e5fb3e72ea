package dev.slipway.core.settings;

/** What a server parses a setting's value into. */
public enum SettingType {
  /** {@code true} or {@code false}, in any case. */
  BOOLEAN,
  /** The name of a class on the server's class path; not checked here. */
  CLASS,
  /** A 64-bit floating point number. */
  DOUBLE,
  /** A 32-bit number. */
  INT,
  /** Texts separated by commas. */
  LIST,
  /** A 64-bit number. */
  LONG,
  /** A text that must not be shown. */
  PASSWORD,
  /** A 16-bit number. */
  SHORT,
  /** Any text. */
  STRING
}
