package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Memory of a process of its own whose heap is all touched at its start, so that what changes is
 * native. It is read twice over: what malloc has handed out and not got back, which a leak cannot
 * hide from, and the resident memory, which holds besides it what malloc keeps for later, stacks of
 * ended threads and the JVM's code.
 *
 * @param inUse megabytes that malloc has handed out
 * @param resident megabytes of the process
 */
record ChildMemory(double inUse, double resident) {
  private static final double MEGABYTE = 1 << 20;

  /** Runs a main class, which prints figures line by line; skips where memory cannot be read. */
  static List<double[]> figuresOf(Class<?> main) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux's /proc");
    Assumptions.assumeTrue(hasMallinfo2(), "needs mallinfo2 of glibc 2.33 or newer");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Each thread that comes and goes would leave freed blocks in an arena of its own, which drift
    // by
    // several per cent of the resident memory; with one arena they drift by some tenths.
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    List<double[]> figures =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::valueOf).toArray())
            .toList();
    assertThat(process.waitFor()).isZero();
    return figures;
  }

  private static boolean hasMallinfo2() {
    try {
      return NativeLibrary.getInstance("c").getFunction("mallinfo2") != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** Of this process, once what was closed is freed and what malloc can give back is given. */
  static ChildMemory now() throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50); // direct buffers are freed by a thread of the JVM after a collection
    }
    NativeLibrary c = NativeLibrary.getInstance("c");
    c.getFunction("malloc_trim").invokeInt(new Object[] {0L});
    Function mallinfo2 = c.getFunction("mallinfo2");
    MallocInfo info = (MallocInfo) mallinfo2.invoke(MallocInfo.class, new Object[0]);
    double residentKb =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
            .sum();
    return new ChildMemory((info.uordblks + info.hblkhd) / MEGABYTE, residentKb / 1024);
  }

  /** What glibc's {@code mallinfo2} gives. */
  @Structure.FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static final class MallocInfo extends Structure implements Structure.ByValue {
    public long arena;
    public long ordblks;
    public long smblks;
    public long hblks;
    public long hblkhd; // bytes of maps of their own
    public long usmblks;
    public long fsmblks;
    public long uordblks; // bytes handed out from arenas
    public long fordblks;
    public long keepcost;
  }
}
