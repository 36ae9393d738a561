package io.rollcall.crypto;

import java.util.List;

/**
 * The operator's secret, and those it replaced: what was encrypted under one of them can still be
 * read, and nothing is written with it.
 */
public record MasterKeys(MasterKey current, List<MasterKey> previous) {
  public MasterKeys {
    previous = List.copyOf(previous);
  }

  public MasterKeys(MasterKey current) {
    this(current, List.of());
  }
}
