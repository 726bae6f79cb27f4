package org.ecg4j.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * glibc gives large blocks back to the system when they are freed and takes them anew a moment
 * later; every step of training then pays for thousands of page faults. These settings make it keep
 * them.
 */
final class AllocatorTuning {
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_TOP_PAD = -2;
  private static final int M_MMAP_THRESHOLD = -3;

  /** Whether the settings took effect; the first use applies them. */
  static final boolean APPLIED = apply();

  private AllocatorTuning() {}

  private static boolean apply() {
    if (!Platform.isLinux()) {
      return false;
    }
    try {
      Function mallopt = Function.getFunction("c", "mallopt");
      return set(mallopt, M_MMAP_THRESHOLD, 1 << 30)
          && set(mallopt, M_TRIM_THRESHOLD, Integer.MAX_VALUE)
          && set(mallopt, M_TOP_PAD, 64 << 20);
    } catch (UnsatisfiedLinkError e) {
      return false; // another C library, such as musl: nothing to tune
    }
  }

  private static boolean set(Function mallopt, int what, int value) {
    return mallopt.invokeInt(new Object[] {what, value}) == 1;
  }
}
