package io.haymaker.main.view;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows whose columns stand below each other on a terminal; the last one is as long as it is. No
 * cell may hold escapes.
 */
public final class TextTable {
  private TextTable() {}

  /**
   * @param rows the heading first; all with the same number of cells
   */
  public static List<String> lines(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths =
        IntStream.range(0, columns)
            .map(
                column ->
                    rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell);
      if (column < widths.length - 1) {
        line.append(" ".repeat(widths[column] - Columns.width(cell) + 2));
      }
    }
    return line.toString().stripTrailing();
  }
}
