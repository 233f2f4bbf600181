package io.haymaker.benchmarks.scale;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Stands before the database's driver and counts what goes through. */
final class CountingDriver implements Driver {
  private final Driver real;
  private final LongAdder statements = new LongAdder();
  private final LongAdder commits = new LongAdder();

  private CountingDriver(Driver real) {
    this.real = real;
  }

  /** Takes the place of the driver for these addresses, for good. */
  static CountingDriver inPlaceOf(String url) throws SQLException {
    Driver real = DriverManager.getDriver(url);
    if (real instanceof CountingDriver installed) {
      return installed;
    }
    var counting = new CountingDriver(real);
    DriverManager.deregisterDriver(real);
    DriverManager.registerDriver(counting);
    return counting;
  }

  /** Statements sent since ever; a batch is one. */
  long statements() {
    return statements.sum();
  }

  /** Transactions committed since ever. */
  long commits() {
    return commits.sum();
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Connection connection = real.connect(url, info);
    return connection == null ? null : counted(Connection.class, connection);
  }

  private <T> T counted(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> counted(call(target, method, arguments), method)));
  }

  private @Nullable Object counted(@Nullable Object result, Method method) {
    if (method.getName().startsWith("execute")) {
      statements.increment();
    } else if (method.getName().equals("commit")) {
      commits.increment();
    }
    return switch (result) {
      case CallableStatement statement -> counted(CallableStatement.class, statement);
      case PreparedStatement statement -> counted(PreparedStatement.class, statement);
      case Statement statement -> counted(Statement.class, statement);
      case null, default -> result;
    };
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return real.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return real.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return real.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return real.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return real.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return real.getParentLogger();
  }
}
