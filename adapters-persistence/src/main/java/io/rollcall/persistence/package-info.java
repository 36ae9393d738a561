/** PostgreSQL: Panache repositories, SQL views, staging by COPY, migrations. */
@NullMarked
package io.rollcall.persistence;

import org.jspecify.annotations.NullMarked;
