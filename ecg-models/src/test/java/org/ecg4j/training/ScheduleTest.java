package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

/** Schedules against PyTorch's (golden/training/make_schedules.py). */
class ScheduleTest {
  private final JsonObject golden = Golden.read("schedules.json");

  @Test
  void cosine() {
    float[] expected = Golden.floats(golden.get("cosine 20 steps to 0.1"));
    for (int step = 0; step < 20; step++) {
      assertThat(Schedule.cosine(0.1).at(step, 20, step / 4, 0))
          .isCloseTo(expected[step], within(1e-6));
    }
  }

  @Test
  void oneCycle() {
    float[] expected = Golden.floats(golden.get("one cycle 20 steps"));
    for (int step = 0; step < 20; step++) {
      assertThat(Schedule.oneCycle().at(step, 20, step / 4, 0))
          .isCloseTo(expected[step], within(1e-6));
    }
  }

  @Test
  void step() {
    float[] expected = Golden.floats(golden.get("step 2 epochs 0.5"));
    for (int epoch = 0; epoch < 6; epoch++) {
      assertThat(Schedule.step(2, 0.5).at(epoch * 4L, 24, epoch, 0))
          .isCloseTo(expected[epoch], within(1e-6));
    }
  }

  @Test
  void plateau() {
    float[] losses = Golden.floats(golden.get("plateau losses"));
    float[] expected = Golden.floats(golden.get("plateau 0.5 patience 1"));
    Schedule schedule = Schedule.reduceOnPlateau(0.5, 1);
    Plateau plateau = new Plateau();
    for (int epoch = 0; epoch < losses.length; epoch++) {
      assertThat(schedule.at(epoch, losses.length, epoch, plateau.count))
          .isCloseTo(expected[epoch], within(1e-6));
      plateau.track(Monitor.loss(), losses[epoch], schedule.period());
    }
  }
}
