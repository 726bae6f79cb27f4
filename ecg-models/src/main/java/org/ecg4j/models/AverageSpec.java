package org.ecg4j.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several networks as one that gives the mean of their logits. As the last layer of each is linear,
 * so is the mean: the members stand side by side, and one dense layer takes what all of them give.
 *
 * @param members the networks; the weights of member i are named {@code m<i>}
 * @param parts for each member the indices of the input's parts that it takes
 */
public record AverageSpec(List<PlannedSpec> members, List<List<Integer>> parts)
    implements PlannedSpec {
  static final String KIND = "average";

  /** Checks that each member has parts. */
  public AverageSpec {
    members = List.copyOf(members);
    parts = parts.stream().map(List::copyOf).toList();
    if (members.isEmpty() || members.size() != parts.size()) {
      throw new IllegalArgumentException(
          members.size() + " members with parts for " + parts.size() + " make no average");
    }
    for (List<Integer> own : parts) {
      if (own.isEmpty() || own.stream().anyMatch(part -> part < 0)) {
        throw new IllegalArgumentException("a member takes parts 0 and up, not " + own);
      }
    }
  }

  static AverageSpec read(OptionText text) {
    List<PlannedSpec> members = new ArrayList<>();
    List<List<Integer>> parts = new ArrayList<>();
    int count = text.integer("members");
    for (int m = 0; m < count; m++) {
      parts.add(text.list("m" + m + ".parts", Integer::valueOf));
      Map<String, String> own = new LinkedHashMap<>(text.takePrefixed("m" + m + ".option."));
      String kind = text.take("m" + m + ".kind");
      if (!(SpecKinds.restore(kind, own) instanceof PlannedSpec planned)) {
        throw new IllegalArgumentException(
            "an average needs planned networks, which " + kind + " is not");
      }
      members.add(planned);
    }
    return new AverageSpec(members, parts);
  }

  /**
   * What the weights' names of a member begin with.
   *
   * @param member its index
   * @return such as {@code m0}
   */
  public static String prefix(int member) {
    return "m" + member;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.putAll(OptionText.write("members", members.size()));
    for (int m = 0; m < members.size(); m++) {
      String prefix = prefix(m) + ".";
      options.putAll(
          OptionText.write(prefix + "parts", parts.get(m), prefix + "kind", members.get(m).kind()));
      members
          .get(m)
          .options()
          .forEach((name, value) -> options.put(prefix + "option." + name, value));
    }
    return Collections.unmodifiableMap(options);
  }

  @Override
  public int body(NetworkPlan.Builder plan, List<Integer> available) {
    int[] values = new int[members.size()];
    for (int m = 0; m < values.length; m++) {
      PlannedSpec member = members.get(m);
      List<Integer> own = parts.get(m);
      if (!available.containsAll(own)) {
        throw plan.refusal("parts " + own + " for member " + m);
      }
      values[m] = plan.within(prefix(m), () -> member.body(plan, own));
    }
    return values.length == 1 ? values[0] : plan.add(new Layer.Concat(0), values);
  }
}
