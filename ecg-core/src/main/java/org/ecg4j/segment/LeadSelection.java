package org.ecg4j.segment;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/**
 * Which leads of a record are used, by name: electrodes are swapped and missing in real databases
 * (record 114 of MIT-BIH has its leads the other way round), so positions mean little.
 *
 * @param preferred names, the most wanted first
 * @param count how many leads to take: those preferred that there are, then others in the record's
 *     order
 * @param strict whether every preferred lead must be there
 */
public record LeadSelection(List<String> preferred, int count, boolean strict) {

  /** Checks the count. */
  public LeadSelection {
    preferred = List.copyOf(preferred);
    if (count < 1) {
      throw new IllegalArgumentException("at least one lead must be taken, not " + count);
    }
    if (strict && count != preferred.size()) {
      throw new IllegalArgumentException(
          "exactly the leads " + preferred + " cannot be " + count + " leads");
    }
  }

  /**
   * One lead: the first of these names that a record has, else its first lead.
   *
   * @param names the most wanted first
   * @return the selection
   */
  public static LeadSelection preferring(String... names) {
    return new LeadSelection(List.of(names), 1, false);
  }

  /**
   * These leads in this order; a record that lacks one is an error.
   *
   * @param names the leads
   * @return the selection
   */
  public static LeadSelection exactly(String... names) {
    return new LeadSelection(List.of(names), names.length, true);
  }

  /**
   * The same with another number of leads.
   *
   * @param newCount how many
   * @return a copy
   */
  public LeadSelection withCount(int newCount) {
    return new LeadSelection(preferred, newCount, strict);
  }

  /**
   * The leads of a record.
   *
   * @param record the record
   * @return {@link #count()} signals
   * @throws IllegalArgumentException when the record has too few leads, or lacks one that must be
   *     there
   */
  public List<Signal> of(EcgRecord record) {
    List<Signal> chosen = new ArrayList<>();
    for (String name : preferred) {
      if (strict) {
        chosen.add(record.signal(name));
      } else {
        record.find(name).filter(signal -> !chosen.contains(signal)).ifPresent(chosen::add);
      }
    }
    for (Signal signal : record.signals()) {
      if (chosen.size() < count && !chosen.contains(signal)) {
        chosen.add(signal);
      }
    }
    if (chosen.size() < count) {
      throw new IllegalArgumentException(
          "record "
              + record.name()
              + " has "
              + record.signals().size()
              + " leads "
              + record.leads()
              + ", not the "
              + count
              + " asked for");
    }
    return List.copyOf(chosen.subList(0, count));
  }

  @Override
  public String toString() {
    return strict
        ? String.join(", ", preferred)
        : count + " of " + String.join(", ", preferred) + ", else in the record's order";
  }
}
