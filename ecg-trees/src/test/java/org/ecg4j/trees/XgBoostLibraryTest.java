package org.ecg4j.trees;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In class loaders of their own, in which something is missing. */
class XgBoostLibraryTest {

  private static URLClassLoader without(String jar) throws MalformedURLException {
    List<URL> path = new ArrayList<>();
    String all = System.getProperty("java.class.path");
    for (String entry : Splitter.on(File.pathSeparatorChar).split(all)) {
      if (!Path.of(entry).getFileName().toString().startsWith(jar)) {
        path.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static Throwable thrownIn(ClassLoader loader) throws ReflectiveOperationException {
    Method require =
        Class.forName(XgBoostLibrary.class.getName(), true, loader).getDeclaredMethod("require");
    require.setAccessible(true);
    try {
      require.invoke(null);
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
    throw new AssertionError("XGBoost was found");
  }

  @ParameterizedTest
  @CsvSource({"xgboost4j, XGBoostJNI", "kryo, com.esotericsoftware.kryo.KryoSerializable"})
  void aMissingJarIsNamed(String jar, String missing)
      throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = without(jar)) {
      Throwable thrown = thrownIn(loader);
      assertThat(thrown.getClass().getName())
          .isEqualTo("org.ecg4j.engine.EngineUnavailableException");
      assertThat(thrown)
          .hasMessageContaining(missing)
          .hasMessageContaining("ml.dmlc:xgboost4j_2.13 and com.esotericsoftware:kryo");
    }
  }

  @Test
  void aMachineWithoutANativeLibraryIsToldSo() throws IOException, ReflectiveOperationException {
    String machine = System.getProperty("os.arch");
    try (URLClassLoader loader = without("nothing")) {
      System.setProperty("os.arch", "abacus");
      Throwable thrown = thrownIn(loader);
      assertThat(thrown.getClass().getName())
          .isEqualTo("org.ecg4j.engine.EngineUnavailableException");
      assertThat(thrown).hasMessageContaining("abacus").hasMessageContaining("x86-64");
      // The second call meets a class that failed before.
      assertThat(thrownIn(loader)).hasMessageContaining("x86-64");
    } finally {
      System.setProperty("os.arch", machine);
    }
  }
}
