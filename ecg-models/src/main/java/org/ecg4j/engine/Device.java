package org.ecg4j.engine;

import java.util.Locale;
import java.util.Objects;

/**
 * What computes: a processor or a graphics card.
 *
 * @param kind which
 * @param index the card's number, 0 for the others
 */
public record Device(Kind kind, int index) {

  /** The kinds of device. */
  public enum Kind {
    /** The first CUDA card if there is one, else the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** A CUDA card. */
    CUDA
  }

  /** Checks the index. */
  public Device {
    Objects.requireNonNull(kind, "kind");
    if (index < 0 || (kind != Kind.CUDA && index != 0)) {
      throw new IllegalArgumentException("there is no device " + kind + " number " + index);
    }
  }

  /**
   * The first CUDA card if there is one, else the processor.
   *
   * @return the choice
   */
  public static Device auto() {
    return new Device(Kind.AUTO, 0);
  }

  /**
   * The processor.
   *
   * @return the device
   */
  public static Device cpu() {
    return new Device(Kind.CPU, 0);
  }

  /**
   * A CUDA card.
   *
   * @param index its number, from 0
   * @return the device
   */
  public static Device cuda(int index) {
    return new Device(Kind.CUDA, index);
  }

  /**
   * Reads a device's name.
   *
   * @param text {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}
   * @return the device
   */
  public static Device parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    if (name.equals("auto")) {
      return auto();
    }
    if (name.equals("cpu")) {
      return cpu();
    }
    if (name.equals("cuda")) {
      return cuda(0);
    }
    if (name.matches("cuda:\\d{1,3}")) {
      return cuda(Integer.parseInt(name.substring("cuda:".length())));
    }
    throw new IllegalArgumentException(
        "unknown device '" + text + "'; choose auto, cpu, cuda or cuda:N");
  }

  /** The name that {@link #parse} reads. */
  @Override
  public String toString() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.CUDA ? name + ":" + index : name;
  }
}
