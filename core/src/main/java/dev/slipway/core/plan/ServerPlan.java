package dev.slipway.core.plan;

/**
 * One ZooKeeper server.
 *
 * @param id its {@code myid}: 1 for the first
 * @param name the name of its pod or folder
 * @param client where clients reach it
 * @param peer where followers reach it while it leads
 * @param election where the others reach it to elect a leader
 * @param dataDir the folder of its data and of {@code myid}
 * @param config its {@code zoo.cfg}
 */
public record ServerPlan(
    int id,
    String name,
    Endpoint client,
    Endpoint peer,
    Endpoint election,
    String dataDir,
    ConfigFile config)
    implements NodePlan {
  @Override
  public String folder() {
    return dataDir;
  }
}
