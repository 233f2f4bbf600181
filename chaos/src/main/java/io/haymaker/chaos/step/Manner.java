package io.haymaker.chaos.step;

/** How an agent behaves. */
enum Manner {
  /** It tears down what it made, save what it was told to forget, and says so. */
  HONEST,
  /** It says that it deleted everything and deletes nothing. */
  LYING,
  /** It dies half-way and tears nothing down. */
  CRASHING,
  /** It never ends, and does not heed when it is asked to. */
  HANGING,
  /** It ends, and something more of it appears when the cleanup has begun. */
  LATE
}
