package org.ecg4j.trees;

import org.ecg4j.engine.EngineUnavailableException;

/** Loads XGBoost, and says clearly what is missing when it cannot. */
final class XgBoostLibrary {
  private XgBoostLibrary() {}

  /**
   * Loads XGBoost's native library unless it is loaded.
   *
   * @throws EngineUnavailableException when it, or a class, is missing
   */
  static void require() {
    try {
      // By name, so that this class itself loads without XGBoost.
      ClassLoader loader = XgBoostLibrary.class.getClassLoader();
      Class.forName("ml.dmlc.xgboost4j.java.XGBoostJNI", true, loader);
      Class.forName("ml.dmlc.xgboost4j.java.Booster", true, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new EngineUnavailableException(
          "XGBoost did not start ("
              + root
              + "). The artifacts ml.dmlc:xgboost4j_2.13 and com.esotericsoftware:kryo, which"
              + " org.ecg4j:ecg-trees brings, must be on the class path. The native library is in"
              + " the former for Linux and macOS on x86-64 and aarch64 and for Windows on x86-64;"
              + " on macOS it needs libomp",
          e);
    }
  }
}
