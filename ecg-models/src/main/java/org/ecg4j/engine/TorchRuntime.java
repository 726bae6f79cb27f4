package org.ecg4j.engine;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Starts LibTorch once for the process and says clearly what is missing when it cannot. */
public final class TorchRuntime {
  private static final String ENGINE = "PyTorch";
  private static final String NO_TRACKING = "OPT_OUT_TRACKING";
  private static final Object LOCK = new Object();
  private static @Nullable Engine engine;

  private TorchRuntime() {}

  /**
   * Starts LibTorch unless it runs already. The first start on a machine unpacks the native library
   * into DJL's cache folder.
   *
   * @throws EngineUnavailableException when a library is missing; the message names the Maven
   *     artifact
   */
  public static void start() {
    engine();
  }

  static Engine engine() {
    synchronized (LOCK) {
      if (engine == null) {
        engine = load();
      }
      return engine;
    }
  }

  private static Engine load() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = TorchRuntime.class.getClassLoader();
    requireArtifacts(
        name ->
            own.getResource(name) != null
                || (context != null && context.getResource(name) != null));
    keepToThisMachine();
    try {
      Engine started = Engine.getEngine(ENGINE);
      JniUtils.getNumThreads(); // fails here rather than in the first step when the bridge is wrong
      return started;
    } catch (RuntimeException | LinkageError e) {
      throw new EngineUnavailableException(
          "LibTorch did not start ("
              + e.getMessage()
              + "). The artifacts ai.djl.pytorch:pytorch-engine, pytorch-jni and"
              + " pytorch-native-cpu must be of versions that belong together: import"
              + " org.ecg4j:ecg-bom. A folder in PYTORCH_LIBRARY_PATH must hold the same version,"
              + " and PYTORCH_FLAVOR must name its kind, such as cu128",
          e);
    }
  }

  /**
   * Unless told otherwise, DJL asks the network as it starts whether it is on a machine of Amazon's
   * cloud, which costs up to a second where nobody answers, and reports its use there.
   */
  private static void keepToThisMachine() {
    if (Utils.getEnvOrSystemProperty(NO_TRACKING) == null) {
      System.setProperty(NO_TRACKING, "true");
    }
  }

  /**
   * DJL would try to download what is missing, and fail obscurely without a network, so the jars
   * are looked for first.
   */
  static void requireArtifacts(Predicate<String> isPresent) {
    require(
        isPresent.test("META-INF/services/ai.djl.engine.EngineProvider"),
        "the engine",
        "ai.djl.pytorch:pytorch-engine",
        "");
    require(
        isPresent.test("jnilib/pytorch.properties"),
        "the bridge to LibTorch",
        "ai.djl.pytorch:pytorch-jni",
        "");
    boolean own = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null;
    boolean download = "true".equals(Utils.getEnvOrSystemProperty("ECG4J_DOWNLOAD_LIBTORCH"));
    if (!own && !download) {
      require(
          isPresent.test("native/lib/pytorch.properties"),
          "LibTorch for this machine",
          "ai.djl.pytorch:pytorch-native-cpu",
          " with <classifier>"
              + classifier()
              + "</classifier> and <scope>runtime</scope>; or set PYTORCH_LIBRARY_PATH to a folder"
              + " of LibTorch, or ECG4J_DOWNLOAD_LIBTORCH=true to let DJL fetch it");
    }
  }

  private static void require(boolean found, String what, String artifact, String more) {
    if (!found) {
      throw new EngineUnavailableException(
          what + " is not on the class path: add the Maven dependency " + artifact + more, null);
    }
  }

  private static String classifier() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String machine = arch.contains("aarch64") || arch.contains("arm") ? "aarch64" : "x86_64";
    if (os.contains("mac")) {
      return "osx-" + machine;
    }
    return (os.contains("win") ? "win-" : "linux-") + machine;
  }

  /**
   * The version of LibTorch.
   *
   * @return such as 2.7.1
   */
  public static String version() {
    return engine().getVersion();
  }

  /**
   * How many threads one operation uses, for operations called from this thread and from threads
   * that have not yet called any.
   *
   * @param threads at least 1; 0 leaves the number as it is
   */
  public static void useThreads(int threads) {
    start();
    if (threads > 0) {
      JniUtils.setNumThreads(threads);
    }
  }

  /**
   * How many threads one operation uses when called from this thread.
   *
   * @return threads
   */
  public static int threads() {
    start();
    return JniUtils.getNumThreads();
  }

  /**
   * Tells the C library to keep freed memory instead of giving it back to the system after every
   * operation. It holds for the whole process; each call after the first does nothing.
   *
   * @return whether it took effect; only glibc can
   */
  public static boolean tuneAllocator() {
    return AllocatorTuning.APPLIED;
  }

  static ai.djl.Device resolve(Device device) {
    Engine started = engine();
    return switch (device.kind()) {
      case CPU -> ai.djl.Device.cpu();
      case AUTO -> started.getGpuCount() > 0 ? ai.djl.Device.gpu(0) : ai.djl.Device.cpu();
      case CUDA -> {
        int count = started.getGpuCount();
        if (device.index() >= count) {
          throw new EngineUnavailableException(cudaMessage(device, count), null);
        }
        yield ai.djl.Device.gpu(device.index());
      }
    };
  }

  private static String cudaMessage(Device device, int count) {
    if (!JniUtils.getFeatures().contains("CUDA")) {
      return device
          + " was asked for, but the LibTorch in use is built for the processor only. Set"
          + " PYTORCH_LIBRARY_PATH to a LibTorch "
          + engine().getVersion()
          + " for CUDA and PYTORCH_FLAVOR to its kind, such as cu128";
    }
    return count == 0
        ? device + " was asked for, but LibTorch sees no CUDA card: is the driver installed?"
        : device + " was asked for, but there are only " + count + " cards, numbered from 0";
  }
}
