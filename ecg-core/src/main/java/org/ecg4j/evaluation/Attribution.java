package org.ecg4j.evaluation;

import java.util.List;
import java.util.Objects;

/**
 * What each sample of one beat's window did for a decision: a method such as integrated gradients
 * or occlusion gave every sample of every lead a value, positive where it spoke for the class.
 * Immutable.
 *
 * <p>Layout: {@code values[lead * sampleCount + t]}.
 */
public final class Attribution {
  private final String method;
  private final String className;
  private final List<String> leads;
  private final float[] values;

  private Attribution(String method, String className, List<String> leads, float[] values) {
    this.method = Objects.requireNonNull(method, "method");
    this.className = Objects.requireNonNull(className, "className");
    this.leads = leads;
    this.values = values;
  }

  /**
   * Values of one beat's window.
   *
   * @param method the name of the method that made them, such as {@code integrated gradients}
   * @param className the class whose score they explain
   * @param leads the leads' names in the order of the values
   * @param values the same number of values for each lead, lead by lead; copied
   * @return the attribution
   */
  public static Attribution of(
      String method, String className, List<String> leads, float[] values) {
    if (leads.isEmpty() || values.length == 0 || values.length % leads.size() != 0) {
      throw new IllegalArgumentException(
          values.length + " values cannot be shared out to the leads " + leads);
    }
    return new Attribution(method, className, List.copyOf(leads), values.clone());
  }

  /**
   * The method's name.
   *
   * @return such as {@code occlusion}
   */
  public String method() {
    return method;
  }

  /**
   * The class whose score is explained.
   *
   * @return its name
   */
  public String className() {
    return className;
  }

  /**
   * The leads in the order of the values.
   *
   * @return their names
   */
  public List<String> leads() {
    return leads;
  }

  /**
   * The window's length.
   *
   * @return samples of each lead
   */
  public int sampleCount() {
    return values.length / leads.size();
  }

  /**
   * The value of one sample.
   *
   * @param lead the lead's place in {@link #leads}
   * @param sample 0 to {@link #sampleCount} less one
   * @return the value
   */
  public float value(int lead, int sample) {
    Objects.checkIndex(lead, leads.size());
    return values[lead * sampleCount() + Objects.checkIndex(sample, sampleCount())];
  }

  /**
   * All values, lead by lead.
   *
   * @return a copy
   */
  public float[] values() {
    return values.clone();
  }
}
