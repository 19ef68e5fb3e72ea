package dev.slipway.embedded;

import dev.slipway.core.facts.Feature;
import dev.slipway.core.model.CheckReturnValue;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.DataSize;
import dev.slipway.core.probe.TimeLimit;
import dev.slipway.core.problem.InvalidPlanException;
import dev.slipway.core.problem.MissingProviderException;
import dev.slipway.core.problem.NotReadyException;
import dev.slipway.core.target.Target;
import dev.slipway.embedded.internal.bundle.ServerBundle;
import dev.slipway.embedded.internal.process.ClassArchive;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Launches clusters as processes of this machine, on the loopback interface: real ZooKeeper and
 * Kafka in child JVMs, without a container, without root, and without any of their jars on the
 * caller's class path.
 *
 * <pre>{@code
 * try (EmbeddedDeployment kafka = EmbeddedTarget.create().deploy(spec)) {
 *   use(kafka.bootstrapServers());
 * }
 * }</pre>
 *
 * <p>A target is an immutable value that may be shared; each option gives another target. Nothing
 * stays behind when a deployment is closed, when this JVM ends, or when it is killed.
 *
 * <p>Cost: the server jars, about 48 MB, are unpacked once per machine into the user's cache
 * folder, and a process of the lowest priority makes an archive of 70 MB beside them, once, which
 * may take some seconds longer than the JVM that wanted it. All nodes can be reached from this
 * machine only. What is said of images, memory and processors, placement, volumes, namespaces,
 * identities and meshes is refused, unless {@link #ignoring} it.
 */
public final class EmbeddedTarget implements Target<EmbeddedDeployment> {
  private static final Duration READY_LIMIT = Duration.ofMinutes(2);
  private static final DataSize LEAST_DIRECT_MEMORY = DataSize.mebibytes(1);

  private final Options options;

  private EmbeddedTarget(Options options) {
    this.options = options;
  }

  /**
   * One child JVM for all nodes of a cluster, data in a temporary folder.
   *
   * @throws IllegalArgumentException if the system property {@code slipway.archive} is none of
   *     those that {@link #withoutArchive()} names
   */
  public static EmbeddedTarget create() {
    return new EmbeddedTarget(
        new Options(
            false,
            Optional.empty(),
            ServerBundle.defaultCache(),
            Set.of(),
            READY_LIMIT,
            ArchiveUse.ofThisJvm(),
            Optional.empty()));
  }

  /**
   * A child JVM for each node, so that a node can be killed and paused as a process. If
   * unspecified, one JVM hosts all nodes, which starts faster and takes less memory.
   */
  @CheckReturnValue
  public EmbeddedTarget oneProcessPerNode() {
    return new EmbeddedTarget(
        new Options(
            true,
            options.data,
            options.cache,
            options.ignored,
            options.limit,
            options.archive,
            options.directMemory));
  }

  /**
   * Keeps configuration, logs and data in a folder of the caller's, which is made if it is not
   * there, and never deleted. The next deployment of an equal specification takes the data up
   * again; another specification, and a second deployment at the same time, are refused. If
   * unspecified, a temporary folder, which is gone when the deployment is closed.
   */
  @CheckReturnValue
  public EmbeddedTarget dataIn(Path folder) {
    return new EmbeddedTarget(
        new Options(
            options.processPerNode,
            Optional.of(folder),
            options.cache,
            options.ignored,
            options.limit,
            options.archive,
            options.directMemory));
  }

  /**
   * Where the server jars are unpacked, once per machine. If unspecified, {@code slipway/servers}
   * in {@code XDG_CACHE_HOME} or in {@code ~/.cache}; if nothing can be written there, or the user
   * has no home, the user's own folder in the machine's temporary one.
   */
  @CheckReturnValue
  public EmbeddedTarget cacheIn(Path folder) {
    return new EmbeddedTarget(
        new Options(
            options.processPerNode,
            options.data,
            Optional.of(folder),
            options.ignored,
            options.limit,
            options.archive,
            options.directMemory));
  }

  /**
   * How long a start may take before it is given up. If unspecified, two minutes.
   *
   * @throws IllegalArgumentException if the limit is not positive
   */
  @CheckReturnValue
  public EmbeddedTarget readyWithin(Duration limit) {
    return new EmbeddedTarget(
        new Options(
            options.processPerNode,
            options.data,
            options.cache,
            options.ignored,
            TimeLimit.positive("limit", limit),
            options.archive,
            options.directMemory));
  }

  /**
   * The most memory outside its heap that each child JVM may take for the buffers of its brokers
   * ({@code -XX:MaxDirectMemorySize}); taken as records need it. If unspecified, enough for every
   * thread of the brokers it hosts to have the largest request in hand that the settings let
   * through ({@code message.max.bytes}, {@code replica.fetch.max.bytes}, {@code
   * socket.request.max.bytes}, the numbers of threads and brokers).
   *
   * <p>The heap is said by the specification's {@code resources}: a JVM that hosts several nodes
   * has as much as they have together.
   *
   * @throws IllegalArgumentException if it is less than 1 MiB, with which no broker can answer
   */
  @CheckReturnValue
  public EmbeddedTarget directMemory(DataSize most) {
    if (most.bytes() < LEAST_DIRECT_MEMORY.bytes()) {
      throw new IllegalArgumentException(
          "direct memory: " + most + " (expected: >= " + LEAST_DIRECT_MEMORY + ")");
    }
    return new EmbeddedTarget(
        new Options(
            options.processPerNode,
            options.data,
            options.cache,
            options.ignored,
            options.limit,
            options.archive,
            Optional.of(most)));
  }

  /**
   * Neither uses nor makes a class-data archive. If unspecified, the first start on a machine
   * begins to make one in the background, beside the server jars, and later starts are faster by a
   * third and more. The system property {@code slipway.archive} says it for a whole JVM: {@code
   * off} is this; {@code prepared} uses an archive that is there and never makes one; {@code on},
   * the default, does both.
   *
   * @see #prepareArchive()
   */
  @CheckReturnValue
  public EmbeddedTarget withoutArchive() {
    return new EmbeddedTarget(
        new Options(
            options.processPerNode,
            options.data,
            options.cache,
            options.ignored,
            options.limit,
            ArchiveUse.OFF,
            options.directMemory));
  }

  /**
   * Leaves the mesh out, and with it the identities of clients; plan and report say so. If
   * unspecified, a specification with a mesh is refused.
   */
  @CheckReturnValue
  public EmbeddedTarget ignoringMesh() {
    return ignoring(Feature.MESH, Feature.CLIENTS);
  }

  /**
   * Leaves such features out instead of refusing them; plan and report say so.
   *
   * @throws IllegalArgumentException for {@link Feature#EXISTING_ZOOKEEPER}, without which there
   *     would be no quorum
   */
  @CheckReturnValue
  public EmbeddedTarget ignoring(Feature... features) {
    if (Arrays.asList(features).contains(Feature.EXISTING_ZOOKEEPER)) {
      throw new IllegalArgumentException(
          "ignoring: an existing ZooKeeper (expected: what a cluster can be without)");
    }
    EnumSet<Feature> ignored = EnumSet.noneOf(Feature.class);
    ignored.addAll(options.ignored);
    Collections.addAll(ignored, features);
    return new EmbeddedTarget(
        new Options(
            options.processPerNode,
            options.data,
            options.cache,
            ignored,
            options.limit,
            options.archive,
            options.directMemory));
  }

  @Override
  public String name() {
    return "embedded";
  }

  /**
   * Launches a cluster and returns when its quorum serves, all brokers are registered and its
   * topics exist.
   *
   * @throws InvalidPlanException if the specification can't be planned, or a port it names is
   *     taken; nothing was started
   * @throws NotReadyException if a node did not come up in time; it names the node, the reason and
   *     the last lines of its log, and nothing is left behind
   * @throws MissingProviderException if no server artifact is on the class path
   */
  @Override
  public EmbeddedDeployment deploy(ClusterSpec spec) {
    return new ClusterStart(spec, options).run();
  }

  /**
   * Unpacks the server jars and makes their class-data archive, unless both are there, and waits:
   * for images of machines whose first start is to be a fast one. It takes about ten seconds and 70
   * MB beside the jars. An archive is of use to the same build of the JDK, at the same path, and to
   * jars that keep their path and time.
   *
   * @return the archive
   * @throws IllegalStateException if the JVM could not make one; it names what the JVM said
   * @throws MissingProviderException if no server artifact is on the class path
   */
  public Path prepareArchive() {
    return ClassArchive.of(
            ServerBundle.unpack(EmbeddedTarget.class.getClassLoader(), options.cache))
        .make();
  }

  /** Whether it launches the same in the same way; two such targets can stand for each other. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmbeddedTarget target && options.equals(target.options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  /** What was said of it. */
  @Override
  public String toString() {
    return "EmbeddedTarget{" + options + "}";
  }

  /** What can be said of the target; each a decision of the user's. */
  record Options(
      boolean processPerNode,
      Optional<Path> data,
      Optional<Path> cache,
      Set<Feature> ignored,
      Duration limit,
      ArchiveUse archive,
      Optional<DataSize> directMemory) {
    Options {
      ignored = Set.copyOf(ignored);
    }
  }
}
