package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static List<String> texts(double low, double high, int most) {
    Ticks ticks = Ticks.within(low, high, most);
    return IntStream.range(0, ticks.count()).mapToObj(ticks::text).toList();
  }

  @Test
  void ticksAreRoundAndCoverTheRange() {
    assertThat(texts(0, 1, 6)).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(texts(-71.3, -1.2, 8))
        .containsExactly("-70", "-60", "-50", "-40", "-30", "-20", "-10");
    assertThat(texts(0, 180, 9)).containsExactly("0", "50", "100", "150");
    assertThat(texts(0.9991, 0.9999, 5)).containsExactly("0.9992", "0.9994", "0.9996", "0.9998");
  }

  @Test
  void clockHasHoursOnlyWhereThereAreAny() {
    assertThat(Times.clock(0, 0)).isEqualTo("0:00");
    assertThat(Times.clock(59.96, 1)).isEqualTo("1:00.0");
    assertThat(Times.clock(3661.25, 2)).isEqualTo("1:01:01.25");
  }

  @Test
  void viridisGoesFromVioletToYellow() {
    // matplotlib.colormaps["viridis"]: ends and middle.
    assertThat(Viridis.rgb(-1)).isEqualTo(0x440154);
    assertThat(Viridis.rgb(0.5)).isEqualTo(0x21918c);
    assertThat(Viridis.rgb(2)).isEqualTo(0xfde725);
  }
}
