package io.rollcall.persistence;

import io.rollcall.application.port.SearchIndex;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Trigrams (pg_trgm) of what people are searched by. */
@ApplicationScoped
@Transactional(Transactional.TxType.SUPPORTS)
class SqlSearchIndex implements SearchIndex {
  private final Jdbc jdbc;

  SqlSearchIndex(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public int advance(int most) {
    return jdbc.first("select index_search_text(?)", row -> row.getInt(1), most).orElse(0);
  }
}
