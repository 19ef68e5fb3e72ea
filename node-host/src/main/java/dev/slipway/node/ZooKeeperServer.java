package dev.slipway.node;

import java.nio.file.Path;
import javax.security.sasl.SaslException;
import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.jspecify.annotations.Nullable;

/**
 * A ZooKeeper server: a member of an ensemble, or a standalone one if its configuration says so.
 */
final class ZooKeeperServer implements Server {

  private final Path config;
  private volatile @Nullable AutoCloseable running;

  ZooKeeperServer(Path config) {
    this.config = config;
  }

  @Override
  public void run(Runnable started) throws Exception {
    QuorumPeerConfig parsed = new QuorumPeerConfig();
    parsed.parse(config.toString());
    if (parsed.isDistributed()) {
      Member member = new Member(started);
      running = member;
      member.run(parsed);
    } else {
      ServerConfig standalone = new ServerConfig();
      standalone.readFrom(parsed);
      Standalone server = new Standalone(started);
      running = server;
      server.runFromConfig(standalone);
    }
  }

  @Override
  public void stop() throws Exception {
    AutoCloseable server = running;
    if (server != null) {
      server.close();
    }
  }

  /** A server that tells when it has started, and that can be reached to be shut down. */
  private static final class Member extends QuorumPeerMain implements AutoCloseable {

    private final Runnable started;
    private volatile @Nullable QuorumPeer peer;

    Member(Runnable started) {
      this.started = started;
    }

    void run(QuorumPeerConfig parsed) throws Exception {
      try {
        runFromConfig(parsed);
      } catch (Exception | Error e) {
        // The client port is bound before the peer starts, and a peer that fails leaves it bound.
        close();
        throw e;
      }
    }

    @Override
    protected QuorumPeer getQuorumPeer() throws SaslException {
      QuorumPeer created =
          new QuorumPeer() {
            @Override
            public synchronized void start() {
              super.start();
              started.run();
            }
          };
      peer = created;
      return created;
    }

    @Override
    public void close() {
      QuorumPeer created = peer;
      if (created != null) {
        created.shutdown();
      }
    }
  }

  private static final class Standalone extends ZooKeeperServerMain implements AutoCloseable {

    private final Runnable started;

    Standalone(Runnable started) {
      this.started = started;
    }

    @Override
    protected void serverStarted() {
      started.run();
    }

    @Override
    public void close() {
      shutdown();
    }
  }
}
