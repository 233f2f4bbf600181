package io.haymaker.azure.validation;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What things cost an hour, as somebody once wrote it down: for estimates only. */
public final class PriceList {
  private final Properties prices;

  private PriceList(Properties prices) {
    this.prices = prices;
  }

  /**
   * A list from a file, or the one that came along.
   *
   * @throws IllegalArgumentException when the file cannot be read
   */
  public static PriceList of(Optional<Path> file) {
    var prices = new Properties();
    try (InputStream in =
        file.isPresent()
            ? Files.newInputStream(file.get())
            : PriceList.class.getResourceAsStream("prices.properties")) {
      prices.load(in);
      return new PriceList(prices);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the price list cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  /** Where the prices are from, in a few words. */
  public String source() {
    return prices.getProperty("list.source", "a list without a source");
  }

  /** Of when they are. */
  public String date() {
    return prices.getProperty("list.date", "undated");
  }

  /** In US dollars; empty when the list has no such price, or one that is no number. */
  public Optional<BigDecimal> perHour(String what) {
    String price = prices.getProperty(what, "").strip();
    return price.matches("\\d{1,6}(\\.\\d{1,6})?")
        ? Optional.of(new BigDecimal(price))
        : Optional.empty();
  }
}
