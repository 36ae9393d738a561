package io.rollcall.persistence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Panache repository whose entities live for one call: written at once, forgotten when read. So
 * SQL beside Hibernate sees every change, and no older copy in the session hides what SQL changed.
 */
interface ShortLived<E, I> extends PanacheRepositoryBase<E, I> {
  default void insert(E entity) {
    persistAndFlush(entity);
    getEntityManager().clear();
  }

  default <R> Optional<R> one(Function<E, R> read, String query, Object... values) {
    return all(read, query, values).stream().findFirst();
  }

  default <R> List<R> all(Function<E, R> read, String query, Object... values) {
    var found = find(query, values).stream().map(read).toList();
    getEntityManager().clear();
    return found;
  }
}
