package org.ecg4j.plots;

/**
 * The colour map "viridis" of Smith, van der Walt and Firing (2015): dark violet to yellow, evenly
 * brighter, so that it also reads in grey and with any kind of colour blindness. Straight between
 * nine of its colours.
 */
final class Viridis {
  private static final int[] ANCHORS = {
    0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30, 0xfde725
  };

  private Viridis() {}

  /** The colour of a share, 0 to 1, as 0xRRGGBB. */
  static int rgb(double share) {
    double place = Math.min(Math.max(share, 0), 1) * (ANCHORS.length - 1);
    int below = Math.min((int) place, ANCHORS.length - 2);
    double part = place - below;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = ANCHORS[below] >> shift & 0xff;
      int to = ANCHORS[below + 1] >> shift & 0xff;
      rgb |= (int) Math.round(from + part * (to - from)) << shift;
    }
    return rgb;
  }
}
