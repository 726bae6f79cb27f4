package org.ecg4j.dataset;

/**
 * A step of a pipeline cannot work on live signal, because it needs more of the record than a
 * stream has heard or can hold.
 */
public final class NotCausalException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String step;

  /**
   * A refusal.
   *
   * @param step the transform's id, or what else it is that needs the record
   * @param reason what it needs, and what to take instead
   */
  public NotCausalException(String step, String reason) {
    super(step + " cannot work on live signal: " + reason);
    this.step = step;
  }

  /**
   * What cannot work.
   *
   * @return the id of a transform, such as {@code rr}, or another name
   */
  public String step() {
    return step;
  }
}
