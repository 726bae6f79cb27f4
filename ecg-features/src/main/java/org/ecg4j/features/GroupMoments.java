package org.ecg4j.features;

/**
 * Means and standard deviations (over N) of groups of values, gathered example by example. Sums are
 * of differences from the first example, so that a large mean costs no precision. NaN is left out.
 */
final class GroupMoments {
  private final int[] groups;
  private final double[] shift;
  private final double[] sum;
  private final double[] squares;
  private final long[] count;

  /** Adopts the groups; the shift is any example of the data. */
  GroupMoments(int[] groups, float[] shift, int shiftOffset) {
    int groupCount = ValueGrouping.count(groups);
    this.groups = groups;
    this.shift = new double[groupCount];
    for (int i = 0; i < groups.length; i++) {
      float value = shift[shiftOffset + i];
      this.shift[groups[i]] = Float.isFinite(value) ? value : 0;
    }
    sum = new double[groupCount];
    squares = new double[groupCount];
    count = new long[groupCount];
  }

  void add(float[] values, int offset) {
    for (int i = 0; i < groups.length; i++) {
      double value = values[offset + i];
      if (!Double.isNaN(value)) {
        int group = groups[i];
        double difference = value - shift[group];
        sum[group] += difference;
        squares[group] += difference * difference;
        count[group]++;
      }
    }
  }

  /** Adds what another one, of the same shift, gathered. */
  void add(GroupMoments other) {
    for (int g = 0; g < sum.length; g++) {
      sum[g] += other.sum[g];
      squares[g] += other.squares[g];
      count[g] += other.count[g];
    }
  }

  Scale scale() {
    float[] means = new float[sum.length];
    float[] deviations = new float[sum.length];
    for (int g = 0; g < means.length; g++) {
      double n = Math.max(1, count[g]);
      double mean = sum[g] / n;
      double deviation = Math.sqrt(Math.max(0, squares[g] / n - mean * mean));
      double size = Math.abs(shift[g] + mean);
      means[g] = (float) (shift[g] + mean);
      deviations[g] = deviation > 1e-6 * size && deviation > 1e-12 ? (float) deviation : 1;
    }
    return new Scale(means, deviations);
  }

  /** Means and standard deviations of groups; the deviation is 1 for a group that did not vary. */
  static final class Scale {
    final float[] means;
    final float[] deviations;

    /** Adopts the arrays. */
    Scale(float[] means, float[] deviations) {
      this.means = means;
      this.deviations = deviations;
    }

    /** Writes (x - mean) / deviation of each value. */
    void apply(int[] groups, float[] in, int inOffset, float[] out, int outOffset) {
      for (int i = 0; i < groups.length; i++) {
        int group = groups[i];
        out[outOffset + i] = (in[inOffset + i] - means[group]) / deviations[group];
      }
    }
  }
}
