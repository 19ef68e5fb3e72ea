package dev.slipway.dsl;

import static dev.slipway.dsl.Slipway.cluster;
import static dev.slipway.dsl.Slipway.existing;
import static dev.slipway.dsl.Slipway.persistent;
import static dev.slipway.dsl.Slipway.serviceAccount;
import static dev.slipway.exposure.Exposures.nodePortPerBroker;
import static dev.slipway.mesh.istio.Istio.istio;
import static dev.slipway.mesh.osm.OpenServiceMesh.OSM;

import dev.slipway.core.model.AntiAffinity;
import dev.slipway.core.model.ClusterSpec;
import dev.slipway.core.model.NodeAddressType;
import dev.slipway.core.model.SpreadSpec;
import dev.slipway.core.model.Toleration;
import dev.slipway.mesh.osm.LocalProxyMode;
import java.util.List;
import java.util.Map;

/** Specifications that use what there is. */
final class RichSpecs {
  private RichSpecs() {}

  /** One that says nearly everything, secrets among it. */
  static ClusterSpec everything() {
    return cluster("orders")
        .zookeeper(
            zookeeper ->
                zookeeper
                    .servers(5)
                    .version("3.8.4")
                    .image("registry.example.com/zookeeper:3.8.4")
                    .chroot("/orders")
                    .resources(resources -> resources.heap("512Mi").memory("1Gi").cpu("500m"))
                    .storage(persistent("10Gi"))
                    .placement(placement -> placement.antiAffinity(AntiAffinity.REQUIRED))
                    .setting("tickTime", "3000")
                    .setting("ssl.keyStore.password", "hunter1"))
        .kafka(
            kafka ->
                kafka
                    .brokers(3)
                    .version("3.8.1")
                    .image("registry.example.com/kafka:3.8.1")
                    .clientPort(19092)
                    .internalPort(19093)
                    .resources(resources -> resources.heap("2Gi").memory("4Gi").cpu("1.5"))
                    .storage(persistent("100G", "fast"))
                    .placement(
                        placement ->
                            placement
                                .nodeSelector("disk", "ssd")
                                .spread(SpreadSpec.overZones(3))
                                .toleration(Toleration.of("dedicated", "kafka"))
                                .toleration(Toleration.of("spot")))
                    .pod(
                        pod ->
                            pod.label("team", "orders")
                                .annotation("example.com/note", "")
                                .environment("TZ", "UTC")
                                .environment("DB_PASSWORD", "hunter2")
                                .imagePullSecret("registry"))
                    .settings(Map.of("ssl.key.password", "hunter3", "num.io.threads", "16"))
                    .topic("orders")
                    .topic(
                        "payments",
                        topic ->
                            topic.partitions(12).replicas(3).setting("cleanup.policy", "compact")))
        .mesh(OSM.named("corp").localProxyMode(LocalProxyMode.LOCALHOST).managingMeshConfig())
        .expose(nodePortPerBroker().from(30093).hosts("a.example.com", "b.example.com", "c"))
        .listener(
            listener ->
                listener
                    .name("partners")
                    .port(9097)
                    .exposure(nodePortPerBroker().hostTemplate("broker-{id}.example.com")))
        .allow(serviceAccount("orders", "apps"), serviceAccount("billing", "apps"))
        .inExistingNamespaces("zk", "streams")
        .label("team", "orders")
        .label("app", "kafka")
        .annotation("example.com/owner", "orders")
        .build();
  }

  static List<ClusterSpec> all() {
    return List.of(
        everything(),
        cluster().zookeeper(1).kafka(1).build(),
        cluster().zookeeper(3).kafka(3).mesh(OSM).expose(nodePortPerBroker()).build(),
        cluster().zookeeper(existing("zk-0.zk:2181,zk-1.zk:2181")).kafka(3).build(),
        cluster().zookeeper(existing("zk:2181", "/kafka")).kafka(3).inNamespace("a").build(),
        cluster().zookeeper(3).kafka(3).mesh(istio()).build(),
        cluster()
            .zookeeper(3)
            .kafka(3)
            .mesh(istio().revision("1-9").version("1.9").trustDomain("corp"))
            .expose(nodePortPerBroker().host("kafka.example.com"))
            .expose("internal", nodePortPerBroker().prefer(NodeAddressType.INTERNAL_IP))
            .inNamespaces("zookeeper", "kafka")
            .build());
  }
}
