package org.ecg4j.plots;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Round numbers along an axis: 1, 2 or 5 times a power of ten apart.
 *
 * @param first the lowest tick
 * @param step from one to the next
 * @param count how many there are
 */
record Ticks(double first, double step, int count) {

  /** As many ticks as fit into a range, {@code most} at most. */
  static Ticks within(double low, double high, int most) {
    if (!(high > low) || most < 2) {
      throw new IllegalArgumentException("no ticks from " + low + " to " + high);
    }
    double power = Math.pow(10, Math.floor(Math.log10((high - low) / (most - 1))));
    for (double factor : new double[] {1, 2, 5, 10, 20, 50}) {
      double step = factor * power;
      double first = Math.ceil(low / step - 1e-9) * step;
      int count = (int) Math.floor((high - first) / step + 1e-9) + 1;
      if (count <= most) {
        return new Ticks(first, step, count);
      }
    }
    throw new IllegalStateException("no ticks from " + low + " to " + high);
  }

  double at(int index) {
    return first + index * step;
  }

  /** With as many decimals as the step has. */
  String text(int index) {
    int decimals = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
    return BigDecimal.valueOf(at(index)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
