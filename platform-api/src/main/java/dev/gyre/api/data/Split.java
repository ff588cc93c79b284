package dev.gyre.api.data;

/** A named, disjoint part of a dataset version. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST
}
