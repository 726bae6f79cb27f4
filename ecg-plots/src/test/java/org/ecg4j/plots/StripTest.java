package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.Test;

class StripTest {
  // 4 pixels a millimetre: 100 pixels a second, 40 pixels a millivolt. The trace starts 15 mm from
  // the margin of 16 pixels; the paper starts below the title (30), two bands of marks (17 each)
  // and 4 more.
  private static final double TRACE_X = 16 + 15 * 4;
  private static final double PAPER_Y = 30 + 2 * 17 + 4;

  private static final StripOptions WHOLE =
      StripOptions.defaults().withLength(Duration.ofSeconds(4));

  private static List<double[]> trace(SvgDocument svg, int number) {
    return svg.paths().stream().filter(path -> path.size() >= 999).toList().get(number);
  }

  @Test
  void traceLiesWhereMillimetresPerSecondAndMillivoltPutIt() throws Exception {
    SvgDocument svg = SvgDocument.of(EcgPlots.strip(Simulated.spikes(), WHOLE));

    // Lead A spans -0.5 to 1.5 mV, so 1 mV is 0.5 mV = 20 pixels below the paper's top.
    double[] spike = trace(svg, 0).get(500);
    assertThat(spike[0]).isCloseTo(TRACE_X + 200, within(0.01));
    assertThat(spike[1]).isCloseTo(PAPER_Y + 20, within(0.01));
    double[] rest = trace(svg, 0).get(499);
    assertThat(rest[0]).isCloseTo(TRACE_X + 199.6, within(0.01));
    assertThat(rest[1]).isCloseTo(PAPER_Y + 60, within(0.01));

    // Lead B starts 2 mV = 80 pixels lower; its -0.5 mV are 2 mV below its top.
    double[] trough = trace(svg, 1).get(250);
    assertThat(trough[0]).isCloseTo(TRACE_X + 100, within(0.01));
    assertThat(trough[1]).isCloseTo(PAPER_Y + 80 + 80, within(0.01));
  }

  @Test
  void calibrationPulseIsOneMillivoltForFiveMillimetres() throws Exception {
    SvgDocument svg = SvgDocument.of(EcgPlots.strip(Simulated.spikes(), WHOLE));

    List<double[]> pulse =
        svg.paths().stream()
            .filter(path -> path.size() == 6 && path.get(0)[0] == 16 + 2.5 * 4)
            .findFirst()
            .orElseThrow();
    assertThat(pulse.get(1)[1] - pulse.get(2)[1]).isCloseTo(40, within(0.01));
    assertThat(pulse.get(3)[0] - pulse.get(2)[0]).isCloseTo(20, within(0.01));
    assertThat(pulse.get(0)[1]).isCloseTo(PAPER_Y + 60, within(0.01));
  }

  @Test
  void inkOfThePngIsWhereTheTraceIs() {
    BufferedImage image = EcgPlots.strip(Simulated.spikes(), WHOLE).toImage(2);

    int x = (int) (2 * (TRACE_X + 200));
    int onSpike = image.getRGB(x, (int) (2 * (PAPER_Y + 50))) & 0xff;
    int besideSpike = image.getRGB(x + 7, (int) (2 * (PAPER_Y + 50)) + 3) & 0xff;
    assertThat(onSpike).isLessThan(120);
    assertThat(besideSpike).isGreaterThan(180);
  }

  @Test
  void textsAreEscapedAndComplete() throws Exception {
    Picture picture = EcgPlots.strip(Simulated.spikes(), WHOLE);
    SvgDocument svg = SvgDocument.of(picture);

    assertThat(picture.title()).isEqualTo("Record s<1>&, 0:00.0 to 0:04.0");
    assertThat(picture.description()).contains("Leads: A, B<&>.", "Beats: V N.");
    assertThat(svg.texts())
        .contains(
            picture.title(),
            "A",
            "B<&>",
            "V",
            "N",
            "+ (<&N",
            "N normal",
            "V ventricular ectopic",
            "25 mm/s   10 mm/mV",
            "0:04");
    assertThat(svg.all("title").get(0).getTextContent()).isEqualTo(picture.title());
  }

  @Test
  void missingSamplesLeaveAGap() throws Exception {
    short[] samples = new short[1000];
    samples[400] = Short.MIN_VALUE;
    EcgRecord record =
        EcgRecord.of(
            RecordHeader.of("gap", 250, 1000),
            List.of(Signal.of(SignalInfo.millivolts("A", 250), samples, Short.MIN_VALUE)));

    String svg = EcgPlots.strip(record, WHOLE).toSvg("t");

    List<double[]> trace = trace(SvgDocument.parse(svg), 0);
    assertThat(trace).hasSize(999);
    assertThat(trace.get(400)[0] - trace.get(399)[0]).isCloseTo(0.8, within(0.01));
    // Two pieces: the pen is lifted once.
    assertThat(SvgDocument.parse(svg).pieces(999)).isEqualTo(2);
  }

  @Test
  void otherVoltageUnitsAreDrawnToScaleAndOthersRefused() throws Exception {
    short[] samples = new short[1000];
    samples[500] = 1000;
    RecordHeader header = RecordHeader.of("u", 250, 1000);
    EcgRecord microvolts =
        EcgRecord.of(
            header,
            List.of(
                Signal.of(new SignalInfo("A", "uV", 250, 1, 0, 16, 0), samples, Short.MIN_VALUE)));
    EcgRecord pressure =
        EcgRecord.of(
            header,
            List.of(
                Signal.of(
                    new SignalInfo("ABP", "mmHg", 250, 1, 0, 16, 0), samples, Short.MIN_VALUE)));

    List<double[]> trace = trace(SvgDocument.of(EcgPlots.strip(microvolts, WHOLE)), 0);
    assertThat(trace.get(499)[1] - trace.get(500)[1]).isCloseTo(40, within(0.01));
    assertThatThrownBy(() -> EcgPlots.strip(pressure, WHOLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no lead that measures a voltage");
    assertThatThrownBy(() -> EcgPlots.strip(pressure, WHOLE.withLeads("ABP")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mmHg");
  }

  @Test
  void beatIsInTheMiddleOfItsWindow() throws Exception {
    Picture picture = EcgPlots.beat(Simulated.spikes(), 500, Duration.ofSeconds(1));
    SvgDocument svg = SvgDocument.of(picture);

    // 10 pixels a millimetre: 250 samples take 250 pixels, the beat is sample 125 of them. One band
    // of marks.
    List<double[]> trace =
        svg.paths().stream().filter(path -> path.size() == 250).findFirst().orElseThrow();
    assertThat(trace.get(125)[0]).isCloseTo(16 + 150 + 125, within(0.01));
    assertThat(trace.get(125)[1]).isCloseTo(30 + 17 + 4 + 50, within(0.01));
    assertThat(picture.title()).isEqualTo("Record s<1>&, beat V at 0:02.00");
  }

  @Test
  void windowMayReachBeyondTheRecord() throws Exception {
    Picture picture = EcgPlots.beat(Simulated.spikes(), 10, Duration.ofSeconds(1));

    List<double[]> trace =
        SvgDocument.of(picture).paths().stream()
            .filter(path -> path.size() == 135)
            .findFirst()
            .orElseThrow();
    assertThat(trace.get(10)[0]).isCloseTo(16 + 150 + 125, within(0.01));
  }

  @Test
  void wrongBeginningsAndLengthsAreNamed() {
    EcgRecord record = Simulated.spikes();

    assertThatThrownBy(() -> EcgPlots.strip(record, WHOLE.withStart(Duration.ofSeconds(4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT4S")
        .hasMessageContaining("4.0 s");
    assertThatThrownBy(() -> WHOLE.withLength(Duration.ofSeconds(61)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1M1S");
    assertThatThrownBy(() -> EcgPlots.beat(record, 1000, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("999");
  }

  @Test
  void saliencyColoursWhatSpokeForAndAgainstTheClass() {
    float[] values = new float[1000];
    values[100] = 2;
    Arrays.fill(values, 400, 450, 2);
    Arrays.fill(values, 600, 650, -2);
    Picture picture =
        EcgPlots.saliency(
            Simulated.spikes(),
            0,
            List.of(Attribution.of("occlusion", "abnormal", List.of("A"), values)));
    BufferedImage image = picture.toImage(1);

    // 7 pixels a millimetre; blank paper between the trace (0 mV) and the row's lower edge.
    double traceX = 16 + 15 * 7;
    int y = 30 + 2 * 17 + 4 + (int) (1.7 * 70);
    int forIt = image.getRGB((int) (traceX + 425 / 250.0 * 25 * 7), y);
    int againstIt = image.getRGB((int) (traceX + 625 / 250.0 * 25 * 7), y);
    int neither = image.getRGB((int) (traceX + 300 / 250.0 * 25 * 7), y);
    assertThat(forIt >> 16 & 0xff).isGreaterThan((forIt & 0xff) + 100);
    assertThat(againstIt & 0xff).isGreaterThan((againstIt >> 16 & 0xff) + 100);
    assertThat(Math.abs((neither & 0xff) - (neither >> 8 & 0xff))).isLessThan(30);
  }
}
