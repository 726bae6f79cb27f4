package org.ecg4j.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("mitdb")
class MitBihDatabaseTest {
  @Test
  void allRecordsPassTheirChecksums() throws Exception {
    List<Path> records = Wfdb.listRecords(TestData.mitdb());
    assertThat(records).hasSize(48);
    for (Path path : records) {
      EcgRecord record = Wfdb.read(path);
      assertThat(record.sampleCount()).isEqualTo(650_000);
      for (int lead = 0; lead < 2; lead++) {
        int sum = 0;
        for (int value : record.signals().get(lead).toDigital()) {
          sum += value;
        }
        int expected = Wfdb.readHeader(path).signals().get(lead).checksum().orElseThrow();
        assertThat((short) sum).as(record.name()).isEqualTo((short) expected);
      }
      assertThat(record.annotations("atr")).isNotEmpty();
    }
  }

  @Test
  void samplesEqualTheReference() throws Exception {
    JsonObject facts =
        JsonParser.parseString(Files.readString(TestData.refs().resolve("signals.json")))
            .getAsJsonObject();
    assertThat(facts.keySet()).hasSize(6);
    for (String name : facts.keySet()) {
      EcgRecord record = Wfdb.read(TestData.mitdb().resolve(name));
      JsonObject fact = facts.getAsJsonObject(name);
      assertThat(record.samplingRateHz()).isEqualTo(fact.get("fs").getAsDouble());
      assertThat(record.annotations("atr")).hasSize(fact.get("n_annotations").getAsInt());
      JsonArray channels = fact.getAsJsonArray("channels");
      assertThat(record.signals()).hasSize(channels.size());
      for (int k = 0; k < channels.size(); k++) {
        checkChannel(record.signals().get(k), channels.get(k).getAsJsonObject());
      }
    }
  }

  private static void checkChannel(Signal signal, JsonObject fact) throws Exception {
    assertThat(signal.info().lead()).isEqualTo(fact.get("name").getAsString());
    assertThat(signal.info().gainAdcPerUnit()).isEqualTo(fact.get("gain").getAsDouble());
    assertThat(signal.info().baselineAdc()).isEqualTo(fact.get("baseline").getAsInt());
    assertThat(signal.info().adcZero()).isEqualTo(fact.get("adc_zero").getAsInt());
    assertThat(signal.info().unit()).isEqualTo(fact.get("units").getAsString());
    int[] digital = signal.toDigital();
    ByteBuffer bytes = ByteBuffer.allocate(4 * digital.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : digital) {
      bytes.putInt(value);
    }
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo(fact.get("sha256_int32_le").getAsString());
    float[] physical = signal.toPhysical();
    JsonArray first = fact.getAsJsonArray("physical_first10");
    for (int i = 0; i < 10; i++) {
      assertThat(physical[i]).isEqualTo((float) first.get(i).getAsDouble());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "102", "114", "203", "207", "232"})
  void annotationsEqualTheReferenceInEveryField(String name) throws Exception {
    List<Annotation> annotations = Wfdb.readAnnotations(TestData.mitdb().resolve(name), "atr");
    List<String> lines = Files.readAllLines(TestData.refs().resolve("ann_" + name + ".jsonl"));
    assertThat(annotations).hasSameSizeAs(lines);
    for (int i = 0; i < lines.size(); i++) {
      JsonObject fact = JsonParser.parseString(lines.get(i)).getAsJsonObject();
      Annotation annotation = annotations.get(i);
      assertThat(annotation.sample()).isEqualTo(fact.get("sample").getAsLong());
      assertThat(annotation.code().mnemonic()).isEqualTo(fact.get("symbol").getAsString());
      assertThat(annotation.subtype()).isEqualTo(fact.get("subtype").getAsInt());
      assertThat(annotation.channel()).isEqualTo(fact.get("chan").getAsInt());
      assertThat(annotation.number()).isEqualTo(fact.get("num").getAsInt());
      JsonElement aux = fact.get("aux");
      assertThat(new String(annotation.auxBytes(), StandardCharsets.UTF_8))
          .isEqualTo(aux.getAsString());
      assertThat(annotation.aux()).doesNotContain("\0");
    }
  }

  @Test
  void recordWrittenBackHasTheSameBytes(@TempDir Path folder) throws Exception {
    Path original = TestData.mitdb();
    Wfdb.write(Wfdb.read(original.resolve("100")), folder, WriteOptions.defaults());
    assertThat(folder.resolve("100.dat")).hasSameBinaryContentAs(original.resolve("100.dat"));
    assertThat(folder.resolve("100.atr")).hasSameBinaryContentAs(original.resolve("100.atr"));
    assertThat(Files.readString(folder.resolve("100.hea")).replace("\r", ""))
        .isEqualTo(Files.readString(original.resolve("100.hea")).replace("\r", ""));
  }
}
