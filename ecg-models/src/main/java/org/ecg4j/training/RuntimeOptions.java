package org.ecg4j.training;

import java.util.Objects;
import org.ecg4j.engine.Device;

/**
 * Where and with how much of the machine training runs. Only {@code threads} and the device can
 * change what comes out, through the order in which sums are taken.
 *
 * @param device what computes
 * @param threads threads of one operation of LibTorch; 0 leaves the number as it is
 * @param loaderThreads threads that read examples
 * @param residentBytes training examples stay on the device if they need no more than this
 * @param tuneAllocator whether glibc is told to keep freed memory, for the whole process; it trades
 *     memory for speed and does nothing elsewhere
 */
public record RuntimeOptions(
    Device device, int threads, int loaderThreads, long residentBytes, boolean tuneAllocator) {

  /** Checks the ranges. */
  public RuntimeOptions {
    Objects.requireNonNull(device, "device");
    Checks.atLeast("threads", threads, 0);
    Checks.atLeast("loader threads", loaderThreads, 1);
    Checks.notNegative("resident bytes", (double) residentBytes);
  }

  /**
   * The best device, LibTorch's own number of threads, up to a gigabyte of resident examples.
   *
   * @return the options
   */
  public static RuntimeOptions defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new RuntimeOptions(Device.auto(), 0, Math.min(4, processors), 1L << 30, true);
  }

  /**
   * The same on another device.
   *
   * @param newDevice what computes
   * @return a copy
   */
  public RuntimeOptions withDevice(Device newDevice) {
    return new RuntimeOptions(newDevice, threads, loaderThreads, residentBytes, tuneAllocator);
  }

  /**
   * The same with another number of threads.
   *
   * @param newThreads of one operation; 0 leaves the number as it is
   * @return a copy
   */
  public RuntimeOptions withThreads(int newThreads) {
    return new RuntimeOptions(device, newThreads, loaderThreads, residentBytes, tuneAllocator);
  }

  /**
   * The same with another number of reading threads.
   *
   * @param newThreads at least 1
   * @return a copy
   */
  public RuntimeOptions withLoaderThreads(int newThreads) {
    return new RuntimeOptions(device, threads, newThreads, residentBytes, tuneAllocator);
  }

  /**
   * The same with another bound for examples that stay on the device.
   *
   * @param bytes 0 to make every batch anew
   * @return a copy
   */
  public RuntimeOptions withResidentBytes(long bytes) {
    return new RuntimeOptions(device, threads, loaderThreads, bytes, tuneAllocator);
  }

  /**
   * The same with the allocator tuned or left alone.
   *
   * @param tune whether to
   * @return a copy
   */
  public RuntimeOptions withTuneAllocator(boolean tune) {
    return new RuntimeOptions(device, threads, loaderThreads, residentBytes, tune);
  }
}
