package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchRuntimeTest {

  @ParameterizedTest
  @CsvSource({
    "META-INF/services/ai.djl.engine.EngineProvider, ai.djl.pytorch:pytorch-engine",
    "jnilib/pytorch.properties, ai.djl.pytorch:pytorch-jni",
    "native/lib/pytorch.properties, ai.djl.pytorch:pytorch-native-cpu"
  })
  void namesTheDependencyThatIsMissing(String resource, String artifact) {
    Assumptions.assumeTrue(System.getenv("PYTORCH_LIBRARY_PATH") == null);
    assertThatThrownBy(() -> TorchRuntime.requireArtifacts(name -> !name.equals(resource)))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining(artifact);
    assertThatCode(() -> TorchRuntime.requireArtifacts(name -> true)).doesNotThrowAnyException();
  }

  @Test
  void keepsToThisMachine() {
    TorchRuntime.start();
    assertThat(ai.djl.util.Utils.getEnvOrSystemProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void aCardThatIsNotThereIsNamed() {
    int cards = Engine.getEngine("PyTorch").getGpuCount();
    Device absent = Device.cuda(cards);
    assertThatThrownBy(() -> TorchRuntime.resolve(absent))
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessageContaining(absent.toString());
    assertThat(TorchRuntime.resolve(Device.auto()).isGpu()).isEqualTo(cards > 0);
    assertThat(TorchRuntime.resolve(Device.cpu()).isGpu()).isFalse();
  }

  @Test
  void deviceNames() {
    assertThat(Device.parse("auto")).isEqualTo(Device.auto());
    assertThat(Device.parse("CPU ")).isEqualTo(Device.cpu());
    assertThat(Device.parse("cuda")).isEqualTo(Device.cuda(0));
    assertThat(Device.parse("cuda:12")).isEqualTo(Device.cuda(12)).hasToString("cuda:12");
    assertThatThrownBy(() -> Device.parse("gpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto, cpu, cuda");
  }
}
