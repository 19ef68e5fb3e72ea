package dev.slipway.core.plan;

import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A cluster as it was decided: every node with names, ports, addresses and complete configuration.
 *
 * @param spec what was asked
 * @param target the name of the target it is for
 * @param workloads the kinds of node that are launched
 * @param quorum what keeps the brokers' metadata
 * @param brokers the brokers, by id
 * @param listeners the listeners, CLIENT and INTERNAL first
 * @param topics the topics that exist when the cluster is ready
 * @param traffic who may open which port of whom
 * @param mesh how the mesh's rules are kept; empty without a mesh
 * @param notes what was asked for and left out because the target's user said so
 * @param warnings what is wrong without stopping the plan
 */
public record ClusterPlan(
    ClusterSpec spec,
    String target,
    List<WorkloadPlan> workloads,
    QuorumPlan quorum,
    List<BrokerPlan> brokers,
    List<ListenerPlan> listeners,
    List<TopicPlan> topics,
    List<TrafficEdge> traffic,
    Optional<MeshPlan> mesh,
    List<String> notes,
    List<Problem> warnings) {
  /** The topic that {@code verify()} writes to; it stays on the cluster and goes with it. */
  public static final String PROBE_TOPIC = "__slipway_probe";

  /** Keeps copies. */
  public ClusterPlan {
    workloads = List.copyOf(workloads);
    brokers = List.copyOf(brokers);
    listeners = List.copyOf(listeners);
    topics = List.copyOf(topics);
    traffic = List.copyOf(traffic);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** The cluster's name. */
  public String name() {
    return spec.name();
  }

  /** The ZooKeeper servers that are launched; none where existing ones are used. */
  public List<ServerPlan> servers() {
    return quorum instanceof QuorumPlan.Launched launched ? launched.servers() : List.of();
  }

  /** The nodes of every workload, those whom others need first. */
  public List<NodePlan> nodes() {
    return workloads.stream().flatMap(workload -> workload.nodes().stream()).toList();
  }

  /** The workloads in the order in which they may end: those whom others need last. */
  public List<WorkloadPlan> inOrderOfEnding() {
    List<WorkloadPlan> reversed = new ArrayList<>(workloads);
    Collections.reverse(reversed);
    return reversed;
  }

  /**
   * The workload that a node is of.
   *
   * @throws IllegalArgumentException if there is no node of that name
   */
  public WorkloadPlan workloadOf(String node) {
    return workloads.stream()
        .filter(workload -> workload.nodes().stream().anyMatch(its -> its.name().equals(node)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "node: "
                        + node
                        + " (expected: one of "
                        + nodes().stream().map(NodePlan::name).toList()
                        + ")"));
  }

  /** The workload of one role, if it is launched. */
  public Optional<WorkloadPlan> workload(NodeRole role) {
    return workloads.stream().filter(workload -> workload.role() == role).findFirst();
  }

  /**
   * The listener of one name.
   *
   * @param name such as {@code client} or {@code external}
   * @throws IllegalArgumentException if there is none
   */
  public ListenerPlan listener(String name) {
    return listeners.stream()
        .filter(listener -> listener.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "listener: "
                        + name
                        + " (expected: one of "
                        + listeners.stream().map(ListenerPlan::name).toList()
                        + ")"));
  }

  /** Whether every advertised address is known, so that the configuration is complete. */
  public boolean complete() {
    return brokers.stream()
        .flatMap(broker -> broker.listeners().stream())
        .allMatch(endpoints -> endpoints.advertised().whenKnown().isPresent());
  }

  /** The plan as a page to read, secrets masked. */
  public String describe() {
    return new PlanText(this).toString();
  }

  /** One line; {@link #describe()} has it all. */
  @Override
  public String toString() {
    return "ClusterPlan{"
        + name()
        + " for "
        + target
        + ": "
        + servers().size()
        + " servers, "
        + brokers.size()
        + " brokers, "
        + warnings.size()
        + " warnings}";
  }
}
