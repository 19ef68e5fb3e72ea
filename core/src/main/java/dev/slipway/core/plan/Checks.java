package dev.slipway.core.plan;

import java.util.List;

/** All that can be wrong with a specification, looked for at once. */
final class Checks {
  private Checks() {}

  static void run(
      Inputs inputs,
      Quorum quorum,
      List<ListenerPlan> listeners,
      List<BrokerPlan> brokers,
      ProblemList problems) {
    NameChecks.run(inputs, problems);
    MetadataChecks.run(inputs, problems);
    SizeChecks.run(inputs, problems);
    quorum.check(problems);
    VersionChecks.run(inputs, problems);
    SettingChecks.run(inputs, problems);
    MaskChecks.run(inputs, problems);
    LockoutChecks.run(inputs, problems);
    ReplicationChecks.run(inputs, brokers, problems);
    TopicChecks.run(inputs, problems);
    PortChecks.run(inputs, listeners, brokers, problems);
    AdvertisedChecks.run(inputs, listeners, brokers, problems);
    MeshChecks.run(inputs, listeners, problems);
    FeatureChecks.run(inputs, problems);
  }
}
