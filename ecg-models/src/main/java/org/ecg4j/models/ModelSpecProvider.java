package org.ecg4j.models;

import java.util.Map;

/**
 * Re-creates the specs of networks that are not this library's, so that a saved model of such a
 * network can be loaded. Registered as a {@link java.util.ServiceLoader} service.
 */
public interface ModelSpecProvider {

  /**
   * The kind it knows.
   *
   * @return the {@link ModelSpec#kind()} of its specs
   */
  String kind();

  /**
   * Re-creates a spec.
   *
   * @param options what {@link ModelSpec#options()} gave
   * @return an equal spec
   */
  ModelSpec restore(Map<String, String> options);
}
