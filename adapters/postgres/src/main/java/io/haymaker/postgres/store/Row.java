package io.haymaker.postgres.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of a result, read by column name into the types of the model. */
public final class Row {
  private final ResultSet row;

  public Row(ResultSet row) {
    this.row = row;
  }

  public String text(String column) throws SQLException {
    return present(column, row.getString(column));
  }

  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** A value of ours made of the column's text, where it has one. */
  public <T> Optional<T> optional(String column, Function<String, T> parser) throws SQLException {
    return optionalText(column).map(parser);
  }

  public Instant time(String column) throws SQLException {
    return present(column, row.getObject(column, OffsetDateTime.class)).toInstant();
  }

  public Optional<Instant> optionalTime(String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public UUID uuid(String column) throws SQLException {
    return present(column, row.getObject(column, UUID.class));
  }

  public Optional<UUID> optionalUuid(String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, UUID.class));
  }

  public int integer(String column) throws SQLException {
    return row.getInt(column);
  }

  public long big(String column) throws SQLException {
    return row.getLong(column);
  }

  public boolean flag(String column) throws SQLException {
    return row.getBoolean(column);
  }

  /** A constant by its name in lower case. */
  public <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return constant(type, text(column));
  }

  /** A constant by its name in lower case. */
  public static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  /** How {@link #constant} finds it again. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <T> T present(String column, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("column %s is empty".formatted(column));
    }
    return value;
  }
}
