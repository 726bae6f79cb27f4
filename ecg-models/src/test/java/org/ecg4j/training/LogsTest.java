package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.evaluation.TrainingHistory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir Path folder;

  private static final TrainingHistory.Epoch FIRST =
      new TrainingHistory.Epoch(1, 0.5, 0.75, Double.NaN, Double.NaN, Double.NaN, 0.001, 2);
  private static final TrainingHistory.Epoch SECOND =
      new TrainingHistory.Epoch(2, 0.25, 0.875, 0.3, 0.8, 0.7, 0.0005, 1.5);

  @Test
  void csvKeepsEarlierEpochsOnResume() throws IOException {
    Path file = folder.resolve("log/train.csv");
    CsvLog log = CsvLog.to(file);
    log.onStart(new TrainingListener.Plan(3, 1, 1, 0, 1, 1));
    log.onEpoch(FIRST);
    log.onEpoch(SECOND);
    CsvLog resumed = CsvLog.to(file);
    resumed.onStart(new TrainingListener.Plan(3, 1, 1, 0, 1, 2));
    resumed.onEpoch(SECOND);
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,"
                + "validation_metric,learning_rate,seconds",
            "1,0.5,0.75,,,,0.001,2.0",
            "2,0.25,0.875,0.3,0.8,0.7,5.0E-4,1.5");
  }

  @Test
  void tensorBoardEventsDecode() throws IOException {
    TensorBoardLog log = TensorBoardLog.in(folder);
    log.onEpoch(FIRST);
    log.onEpoch(SECOND);
    List<Map<Integer, List<Object>>> events = new ArrayList<>();
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(log.file())).order(ByteOrder.LITTLE_ENDIAN);
    while (file.hasRemaining()) {
      int start = file.position();
      int length = Math.toIntExact(file.getLong());
      assertThat(file.getInt()).isEqualTo(masked(crc32c(file.array(), start, 8)));
      byte[] data = new byte[length];
      file.get(data);
      assertThat(file.getInt()).isEqualTo(masked(crc32c(data, 0, length)));
      events.add(decode(data));
    }
    assertThat(events).hasSize(3);
    assertThat(new String((byte[]) events.get(0).get(3).get(0), StandardCharsets.UTF_8))
        .isEqualTo("brain.Event:2");
    assertThat(events.get(2).get(2)).containsExactly(2L);
    Map<String, Float> values = new LinkedHashMap<>();
    for (Object value : decode((byte[]) events.get(2).get(5).get(0)).get(1)) {
      Map<Integer, List<Object>> entry = decode((byte[]) value);
      values.put(
          new String((byte[]) entry.get(1).get(0), StandardCharsets.UTF_8),
          Float.intBitsToFloat((int) entry.get(2).get(0)));
    }
    assertThat(values)
        .containsEntry("loss/train", 0.25f)
        .containsEntry("accuracy/validation", 0.8f)
        .containsEntry("learning_rate", 0.0005f)
        .hasSize(6);
  }

  /** Bit by bit, so as not to lean on the class that is tested; "123456789" gives e3069283. */
  private static int crc32c(byte[] bytes, int from, int count) {
    int crc = -1;
    for (int i = from; i < from + count; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? crc >>> 1 ^ 0x82F63B78 : crc >>> 1;
      }
    }
    return ~crc;
  }

  private static int masked(int crc) {
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  @Test
  void theTestsOwnCrcIsRight() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    assertThat(crc32c(digits, 0, 9)).isEqualTo(0xe3069283);
  }

  /** Field number to values: numbers, 4-byte words or byte strings. */
  private static Map<Integer, List<Object>> decode(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) (key & 7)) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> {
              byte[] bytes = new byte[(int) varint(in)];
              in.get(bytes);
              yield bytes;
            }
            case 5 -> in.getInt();
            default -> throw new AssertionError("wire type " + (key & 7));
          };
      fields.computeIfAbsent((int) (key >>> 3), number -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
