package dev.slipway.core.plan;

import dev.slipway.core.facts.KubernetesFacts;
import dev.slipway.core.facts.LoopbackFacts;
import dev.slipway.core.facts.PortRange;
import dev.slipway.core.model.ExposureNeeds;
import dev.slipway.core.model.KafkaSpec;
import dev.slipway.core.model.ListenerSpec;
import dev.slipway.core.problem.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Ports of listeners and ports that outsiders dial. */
final class PortChecks {
  private final Inputs inputs;
  private final ProblemList problems;

  private PortChecks(Inputs inputs, ProblemList problems) {
    this.inputs = inputs;
    this.problems = problems;
  }

  static void run(
      Inputs inputs, List<ListenerPlan> listeners, List<BrokerPlan> brokers, ProblemList problems) {
    PortChecks checks = new PortChecks(inputs, problems);
    checks.dialled();
    if (inputs.facts() instanceof KubernetesFacts facts) {
      checks.ofPod();
      checks.allotted(facts);
    } else {
      checks.ofThisMachine(brokers);
    }
  }

  /** The ports on which a broker listens in its pod. */
  private void ofPod() {
    Map<Integer, String> taken = new HashMap<>();
    KafkaSpec kafka = inputs.spec().kafka();
    take(taken, "kafka.clientPort", kafka.clientPort());
    take(taken, "kafka.internalPort", kafka.internalPort());
    for (ListenerSpec listener : inputs.spec().listeners()) {
      listener
          .port()
          .ifPresent(port -> take(taken, "listeners[" + listener.name() + "].port", port));
    }
  }

  private void take(Map<Integer, String> taken, String place, int port) {
    if (!PortRange.UNPRIVILEGED.contains(port)) {
      problems.error(
          ProblemCode.PORT_OUT_OF_RANGE,
          place,
          port,
          PortRange.UNPRIVILEGED + ", since brokers run without privileges",
          "choose another port, such as " + Ports.FIRST_EXTERNAL);
    }
    String other = taken.putIfAbsent(port, place);
    if (other != null) {
      problems.error(
          ProblemCode.PORT_COLLISION,
          place,
          port,
          "another port than " + other,
          "choose another port, or leave it out");
    }
  }

  /** The ports that outsiders dial, as far as they were given. */
  private void dialled() {
    Map<Integer, String> taken = new HashMap<>();
    for (int i = 0; i < inputs.spec().listeners().size(); i++) {
      SortedSet<Integer> named = inputs.needs().needs().get(i).namedPorts(inputs.brokers());
      if (named.isEmpty()) {
        continue;
      }
      String place = place(inputs.spec().listeners().get(i));
      int first = named.first();
      int last = named.last();
      PortRange range =
          inputs.facts() instanceof KubernetesFacts facts
              ? facts.nodePorts().orElse(PortRange.ALL)
              : PortRange.UNPRIVILEGED;
      if (!range.contains(first) || !range.contains(last)) {
        problems.error(
            ProblemCode.PORT_OUT_OF_RANGE,
            place,
            first + "-" + last + " for " + inputs.brokers() + " brokers",
            "within " + range,
            range.last() - range.first() + 1 < inputs.brokers()
                ? "leave it out"
                : "begin at a port from "
                    + range.first()
                    + " to "
                    + (range.last() - inputs.brokers() + 1)
                    + ", or leave it out");
      }
      for (int port : named) {
        String other = taken.putIfAbsent(port, place);
        if (other != null) {
          problems.error(
              ProblemCode.PORT_COLLISION,
              place,
              port,
              "another port than " + other + " has",
              "begin at least " + inputs.brokers() + " ports apart");
          break;
        }
        if (inputs.facts() instanceof KubernetesFacts facts
            && facts.takenNodePorts().contains(port)) {
          problems.error(
              ProblemCode.PORT_TAKEN,
              place,
              port,
              "a NodePort that no other Service has",
              "begin elsewhere, or leave it out");
        }
      }
    }
  }

  /** Whether there are NodePorts enough for all listeners together. */
  private void allotted(KubernetesFacts facts) {
    int needed =
        inputs.needs().needs().stream()
            .mapToInt(needs -> needs.match(new NodePorts(inputs.brokers())))
            .sum();
    PortRange range = facts.nodePorts().orElse(PortRange.ALL);
    long free =
        range.last()
            - range.first()
            + 1
            - facts.takenNodePorts().stream().filter(range::contains).count();
    if (needed > free) {
      problems.error(
          ProblemCode.PORT_OUT_OF_RANGE,
          "listeners",
          needed + " NodePorts",
          "<= " + free + ", the free ones of " + range,
          "expose fewer listeners or brokers, or give the API server a wider range");
    }
  }

  /** On one machine every port must be a different one. */
  private void ofThisMachine(List<BrokerPlan> brokers) {
    Map<Integer, String> taken = new HashMap<>();
    ((LoopbackFacts) inputs.facts()).ports().forEach(port -> taken.put(port, "a reserved port"));
    for (int i = 0; i < inputs.spec().listeners().size(); i++) {
      for (int port : inputs.needs().needs().get(i).namedPorts(brokers.size())) {
        if (taken.containsKey(port)) {
          problems.error(
              ProblemCode.PORT_COLLISION,
              place(inputs.spec().listeners().get(i)),
              port,
              "a port that is not reserved for another listener",
              "begin elsewhere, or leave it out");
        }
      }
    }
  }

  private static String place(ListenerSpec listener) {
    return "listeners[" + listener.name() + "].exposure.from";
  }

  /** How many NodePorts a listener of so many brokers takes. */
  private record NodePorts(int brokers) implements ExposureNeeds.Cases<Integer> {
    @Override
    public Integer portOnEveryMachine(ExposureNeeds.PortOnEveryMachine needs) {
      return brokers;
    }
  }
}
