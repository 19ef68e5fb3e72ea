package dev.slipway.core.plan;

import dev.slipway.core.facts.TargetFacts;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.TopicSpec;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.Problem;
import java.util.List;

/** Makes a plan of a specification and facts, or says all that is wrong. */
public final class Planner {
  private Planner() {}

  /**
   * Plans a cluster. Pure: the same arguments give an equal plan.
   *
   * @throws InvalidPlanException if the specification can't be planned; it holds every problem
   */
  public static ClusterPlan plan(ClusterSpec spec, TargetFacts facts) {
    Draft draft = Draft.of(spec, facts);
    draft.problems.throwIfErrors(spec.name(), facts.target());
    return draft.plan();
  }

  /**
   * Plans a cluster that runs already, of which the plan that was carried out is not known any
   * more. Whatever is wrong with it by now is among the plan's warnings, errors first, and stops
   * nothing. Pure, as {@link #plan}.
   *
   * @param spec what was deployed; secrets may be masked
   */
  public static ClusterPlan adopt(ClusterSpec spec, TargetFacts facts) {
    return Draft.of(spec, facts).plan();
  }

  /** All that is wrong with a specification, errors first; empty if nothing is. */
  public static List<Problem> problems(ClusterSpec spec, TargetFacts facts) {
    return Draft.of(spec, facts).problems.sorted();
  }

  /** A plan that may still be wrong, and what is wrong with it. */
  private record Draft(
      Inputs inputs,
      Quorum quorum,
      List<ListenerPlan> listeners,
      List<BrokerPlan> brokers,
      ProblemList problems) {

    static Draft of(ClusterSpec spec, TargetFacts facts) {
      Inputs inputs = Inputs.of(spec, facts);
      Addresses addresses = Addresses.of(inputs);
      Quorum quorum = Quorum.of(inputs, addresses);
      ListenerPlanner listenerPlanner = new ListenerPlanner(inputs, addresses);
      List<ListenerPlan> listeners = listenerPlanner.listeners();
      List<BrokerPlan> brokers =
          new BrokerPlanner(inputs, addresses, listenerPlanner, listeners, quorum).brokers();
      ProblemList problems = new ProblemList();
      Checks.run(inputs, quorum, listeners, brokers, problems);
      return new Draft(inputs, quorum, listeners, brokers, problems);
    }

    ClusterPlan plan() {
      return new ClusterPlan(
          inputs.spec(),
          inputs.facts().target(),
          new WorkloadPlanner(inputs, listeners, quorum, brokers).workloads(),
          quorum.plan(),
          brokers,
          listeners,
          topics(),
          new TrafficPlanner(inputs, listeners, quorum).edges(),
          MeshPlanner.plan(inputs, listeners),
          FeatureChecks.notes(inputs),
          problems.sorted());
    }

    private List<TopicPlan> topics() {
      return inputs.spec().kafka().topics().stream().map(this::topic).toList();
    }

    private TopicPlan topic(TopicSpec topic) {
      return new TopicPlan(
          topic.name(),
          topic.partitions(),
          topic.replicas().orElseGet(this::defaultReplicas),
          topic.settings());
    }

    private int defaultReplicas() {
      return Integer.parseInt(
          brokers.get(0).config().value("default.replication.factor").orElseThrow().strip());
    }
  }
}
