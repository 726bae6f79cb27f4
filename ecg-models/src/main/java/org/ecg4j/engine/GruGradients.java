package org.ecg4j.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradients of the weights of one direction of one layer, summed over examples and steps in
 * their order, whichever thread does it: a job has some of the weights' rows and takes all
 * examples.
 */
final class GruGradients {
  private static final int ROWS_OF_A_JOB = 64;
  private static final int TILE = 16;

  /** What the rows of weights are multiplied by in the forward pass. */
  private enum Factor {
    SOURCE,
    STATE,
    RESET_STATE,
    ONE
  }

  /** Some rows of the transposed weights. */
  private record Job(Factor factor, int source, int from, int count) {}

  private final GruForm form;
  private final int layer;
  private final int direction;
  private final float[][][] ofInput;
  private final float[][] ofState;
  private final float[][] ofCandidate;
  private final float[] inputBias;
  private final float[] stateBias;
  private final List<Job> jobs = new ArrayList<>();

  /** The gradients as PyTorch has them: input and recurrent weights, then both biases. */
  private final float[][] arrays;

  GruGradients(GruForm form, int layer, int direction) {
    this.form = form;
    this.layer = layer;
    this.direction = direction;
    int hidden = form.hidden();
    int width = form.sourceWidth(layer);
    int sources = form.sources(layer);
    this.ofInput = new float[sources][width][3 * hidden];
    this.ofState = new float[hidden][form.stateGates() * hidden];
    this.ofCandidate = new float[form.resetBefore() ? hidden : 0][hidden];
    this.inputBias = new float[3 * hidden];
    this.stateBias = new float[3 * hidden];
    this.arrays =
        new float[][] {
          new float[3 * hidden * sources * width],
          new float[3 * hidden * hidden],
          inputBias,
          form.resetBefore() ? inputBias : stateBias
        };
    for (int source = 0; source < sources; source++) {
      addJobs(Factor.SOURCE, source, width);
    }
    addJobs(Factor.STATE, 0, ofState.length);
    addJobs(Factor.RESET_STATE, 0, ofCandidate.length);
    jobs.add(new Job(Factor.ONE, 0, 0, 1));
  }

  private void addJobs(Factor factor, int source, int rows) {
    for (int from = 0; from < rows; from += ROWS_OF_A_JOB) {
      jobs.add(new Job(factor, source, from, Math.min(ROWS_OF_A_JOB, rows - from)));
    }
  }

  void clear() {
    for (float[][] source : ofInput) {
      clear(source);
    }
    clear(ofState);
    clear(ofCandidate);
    clear(new float[][] {inputBias, stateBias});
  }

  private static void clear(float[][] rows) {
    for (float[] row : rows) {
      Arrays.fill(row, 0);
    }
  }

  int jobs() {
    return jobs.size();
  }

  /** Adds what a job's weights get from the steps last walked back, from the latest on. */
  void add(int number, GruBackBlock[] blocks, int from, int end) {
    Job job = jobs.get(number);
    for (int index = end - 1; index >= from; index--) {
      for (GruBackBlock back : blocks) {
        add(job, back, index, index - from);
      }
    }
  }

  private void add(Job job, GruBackBlock back, int index, int place) {
    GruBlock block = back.block();
    int step = form.step(direction, index);
    switch (job.factor()) {
      case SOURCE -> {
        float[] values = block.source(layer, job.source(), step);
        add(job, values, back.inputRows(place), ofInput[job.source()]);
      }
      case STATE -> {
        if (index > 0) {
          add(job, block.before(layer, direction, index), back.stateRows(place), ofState);
        }
      }
      case RESET_STATE -> {
        if (index > 0) {
          float[] values = block.memory(layer, direction).product[step];
          add(job, values, back.candidateRows(place), ofCandidate);
        }
      }
      case ONE -> {
        addAll(back.inputRows(place), inputBias);
        if (!form.resetBefore()) {
          addAll(back.stateRows(place), stateBias);
        }
      }
    }
  }

  private static void add(Job job, float[] values, float[][] rows, float[][] sums) {
    // The examples take the place of what is summed over, and the features that of the steps.
    Products.View view = new Products.View(job.from(), 1, sums.length, job.count());
    Products.add(values, view, rows, sums, job.from());
  }

  private static void addAll(float[][] rows, float[] sums) {
    for (float[] row : rows) {
      Products.addOne(1, row, sums);
    }
  }

  /** The sums, as PyTorch has them; they stay this object's. */
  float[][] arrays() {
    int width = form.sourceWidth(layer);
    int all = ofInput.length * width;
    int hidden = form.hidden();
    for (int source = 0; source < ofInput.length; source++) {
      transpose(ofInput[source], arrays[0], source * width, all);
    }
    transpose(ofState, arrays[1], 0, hidden);
    transpose(ofCandidate, arrays[1], 2 * hidden * hidden, hidden);
    return arrays;
  }

  /** Writes rows as columns of a row-major matrix, a few columns at a time. */
  private static void transpose(float[][] rows, float[] matrix, int from, int width) {
    int height = rows.length == 0 ? 0 : rows[0].length;
    for (int first = 0; first < height; first += TILE) {
      int end = Math.min(height, first + TILE);
      for (int k = 0; k < rows.length; k++) {
        float[] row = rows[k];
        for (int j = first; j < end; j++) {
          matrix[from + j * width + k] = row[j];
        }
      }
    }
  }
}
