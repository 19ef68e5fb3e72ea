package dev.slipway.it.mesh;

import dev.slipway.kubernetes.manifest.Manifests;
import dev.slipway.kubernetes.mesh.MeshInspection;
import dev.slipway.kubernetes.spi.MeshCode;
import dev.slipway.kubernetes.spi.MeshFinding;
import dev.slipway.mesh.osm.smi.SmiTcpRoute;
import dev.slipway.mesh.osm.smi.TrafficTarget;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLS;
import io.fabric8.istio.api.api.security.v1beta1.PeerAuthenticationMutualTLSMode;
import io.fabric8.istio.api.security.v1.AuthorizationPolicy;
import io.fabric8.istio.api.security.v1.AuthorizationPolicyBuilder;
import io.fabric8.istio.api.security.v1.PeerAuthentication;
import io.fabric8.istio.api.security.v1.PeerAuthenticationBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Objects that somebody changed for the worse, as a patch can.
 *
 * @param code what is found
 * @param base the cluster
 * @param change the change
 */
record LintCase(MeshCode code, MeshCase base, UnaryOperator<List<HasMetadata>> change) {
  private static final String BROKER = "kafka-broker";
  private static final String SERVERS = "kafka-zookeeper";

  List<MeshFinding> findings() {
    List<HasMetadata> changed = change.apply(base.manifests().objects());
    return MeshInspection.of(base.context(), MeshCase.providers())
        .ofObjects(
            Manifests.of(
                base.spec().name(), changed, List.of(), MeshCase.providers().serialization()))
        .findings();
  }

  static List<LintCase> all() {
    return Stream.of(ofPorts(), ofPods(), ofTargets(), ofIstio()).flatMap(List::stream).toList();
  }

  private static List<LintCase> ofPorts() {
    return List.of(
        osm(
            MeshCode.POLICY_PORT,
            SmiTcpRoute.class,
            "kafka-broker-internal",
            route -> SmiTcpRoute.of(route.getMetadata(), List.of(9999))),
        osm(
            MeshCode.POLICY_PORT,
            Service.class,
            BROKER,
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .removeMatchingFromPorts(port -> port.getPort() == 9093)
                    .endSpec()
                    .build()),
        osm(
            MeshCode.PORT_PROTOCOL,
            Service.class,
            BROKER,
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .editFirstPort()
                    .withAppProtocol("kafka")
                    .endPort()
                    .endSpec()
                    .build()),
        osm(
            MeshCode.HEADLESS_SERVICE,
            Service.class,
            SERVERS,
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .withPublishNotReadyAddresses(false)
                    .endSpec()
                    .build()),
        osm(
            MeshCode.HEADLESS_SERVICE,
            Service.class,
            BROKER,
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .editFirstPort()
                    .withPort(19_092)
                    .endPort()
                    .endSpec()
                    .build()),
        osm(
            MeshCode.HEADLESS_SERVICE,
            StatefulSet.class,
            BROKER,
            set ->
                new StatefulSetBuilder(set)
                    .editSpec()
                    .withServiceName("kafka-bootstrap")
                    .endSpec()
                    .build()),
        new LintCase(
            MeshCode.HEADLESS_TWICE,
            MeshCase.OSM_NODE_PORT,
            objects ->
                Stream.concat(
                        objects.stream(),
                        objects.stream()
                            .filter(object -> is(object, Service.class, BROKER))
                            .map(
                                object ->
                                    new ServiceBuilder((Service) object)
                                        .editMetadata()
                                        .withName("kafka-metrics")
                                        .endMetadata()
                                        .build()))
                    .toList()),
        osm(
            MeshCode.TARGET_PORT_TWICE,
            Service.class,
            "kafka-bootstrap",
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .addNewPort()
                    .withName("tcp-again")
                    .withAppProtocol("tcp")
                    .withPort(19_092)
                    .withTargetPort(new IntOrString(9092))
                    .endPort()
                    .endSpec()
                    .build()));
  }

  private static List<LintCase> ofPods() {
    return List.of(
        istioPods(
            MeshCode.IDENTITY,
            pods(pod -> pod.editSpec().withServiceAccountName("default").endSpec())),
        istioPods(
            MeshCode.IDENTITY,
            pods(pod -> pod.editSpec().withServiceAccountName(SERVERS).endSpec())),
        osm(
            MeshCode.IDENTITY,
            pods(pod -> pod.editSpec().withServiceAccountName("kafka.broker").endSpec())),
        new LintCase(
            MeshCode.BIND_ADDRESS,
            MeshCase.OSM_LOCALHOST_ON_1_20,
            changing(
                ConfigMap.class,
                "orders-zookeeper",
                map ->
                    new ConfigMapBuilder(map)
                        .withData(
                            map.getData().entrySet().stream()
                                .collect(
                                    Collectors.toMap(
                                        Map.Entry::getKey,
                                        file ->
                                            file.getValue()
                                                .replace("quorumListenOnAllIPs=true\n", ""))))
                        .build())),
        osm(
            MeshCode.PROBE_UNHANDLED,
            pods(
                pod ->
                    pod.editSpec()
                        .editFirstContainer()
                        .withNewLivenessProbe()
                        .withNewGrpc()
                        .withPort(9092)
                        .endGrpc()
                        .endLivenessProbe()
                        .endContainer()
                        .endSpec())),
        osm(
            MeshCode.PROBE_TWICE,
            pods(
                pod ->
                    pod.editSpec()
                        .editFirstContainer()
                        .withNewLivenessProbe()
                        .withNewTcpSocket()
                        .withPort(new IntOrString(9092))
                        .endTcpSocket()
                        .endLivenessProbe()
                        .endContainer()
                        .addNewContainer()
                        .withName("exporter")
                        .withNewLivenessProbe()
                        .withNewHttpGet()
                        .withPort(new IntOrString(9308))
                        .endHttpGet()
                        .endLivenessProbe()
                        .endContainer()
                        .endSpec())),
        osm(
            MeshCode.RESERVED,
            pods(
                pod ->
                    pod.editSpec()
                        .editFirstContainer()
                        .addNewPort()
                        .withContainerPort(15_001)
                        .endPort()
                        .endContainer()
                        .endSpec())),
        istioPods(
            MeshCode.RESERVED,
            pods(
                pod ->
                    pod.editSpec()
                        .editSecurityContext()
                        .withRunAsUser(1337L)
                        .endSecurityContext()
                        .endSpec())),
        osm(MeshCode.EXCLUDED_PORT, excluding("9094,9092")),
        osm(
            MeshCode.EXCLUDED_PORT,
            excluding(
                IntStream.range(9100, 9116)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(",")))),
        osm(
            MeshCode.EXCLUDED_PORT,
            Service.class,
            BROKER,
            service ->
                new ServiceBuilder(service)
                    .editSpec()
                    .addNewPort()
                    .withName("tcp-external")
                    .withAppProtocol("tcp")
                    .withPort(9094)
                    .withTargetPort(new IntOrString(9094))
                    .endPort()
                    .endSpec()
                    .build()),
        osm(MeshCode.INIT_CONTAINER, initially()),
        new LintCase(
            MeshCode.INIT_CONTAINER,
            MeshCase.ISTIO_GUIDE,
            changing(StatefulSet.class, BROKER, initially())),
        osm(MeshCode.METRICS_ANNOTATION, scraped()),
        istioPods(MeshCode.METRICS_ANNOTATION, scraped()));
  }

  private static List<LintCase> ofTargets() {
    return List.of(
        target(
            target ->
                new TrafficTarget.Spec(
                    new TrafficTarget.Identity("ServiceAccount", SERVERS, "elsewhere"),
                    target.rules(),
                    target.sources())),
        target(target -> new TrafficTarget.Spec(target.destination(), target.rules(), List.of())),
        target(target -> new TrafficTarget.Spec(target.destination(), List.of(), target.sources())),
        target(
            target ->
                new TrafficTarget.Spec(
                    target.destination(),
                    List.of(new TrafficTarget.Rule("UDPRoute", "dns")),
                    target.sources())),
        target(
            target ->
                new TrafficTarget.Spec(
                    target.destination(),
                    List.of(new TrafficTarget.Rule("TCPRoute", "zookeeper")),
                    target.sources())),
        osm(
            MeshCode.TRAFFIC_TARGET,
            SmiTcpRoute.class,
            "kafka-broker-internal",
            route -> SmiTcpRoute.of(route.getMetadata(), List.of())));
  }

  private static List<LintCase> ofIstio() {
    return List.of(
        istio(MeshCode.POLICY_PORT, admitting("kafka-broker-internal", "9999")),
        istio(
            MeshCode.PEER_AUTHENTICATION,
            changing(
                PeerAuthentication.class,
                BROKER,
                policy ->
                    new PeerAuthenticationBuilder(policy)
                        .editSpec()
                        .addToPortLevelMtls(
                            "9094",
                            new PeerAuthenticationMutualTLS(
                                PeerAuthenticationMutualTLSMode.DISABLE))
                        .endSpec()
                        .build())),
        istio(
            MeshCode.PEER_AUTHENTICATION,
            changing(
                PeerAuthentication.class,
                "kafka-strict",
                policy ->
                    new PeerAuthenticationBuilder(policy)
                        .editSpec()
                        .withMtls(null)
                        .endSpec()
                        .build())),
        istio(
            MeshCode.PEER_AUTHENTICATION,
            objects ->
                objects.stream()
                    .filter(object -> !is(object, PeerAuthentication.class, SERVERS))
                    .toList()),
        istio(
            MeshCode.JOINED_TWICE,
            changing(
                Namespace.class,
                "kafka",
                namespace ->
                    new NamespaceBuilder(namespace)
                        .editMetadata()
                        .addToLabels("istio.io/rev", "canary")
                        .endMetadata()
                        .build())),
        istio(
            MeshCode.POLICY_SOURCE,
            changing(
                AuthorizationPolicy.class,
                "kafka-broker-internal",
                policy ->
                    new AuthorizationPolicyBuilder(policy)
                        .editSpec()
                        .editFirstRule()
                        .editFirstFrom()
                        .editSource()
                        .withServiceAccounts("kafka/kafka-broker")
                        .endSource()
                        .endFrom()
                        .endRule()
                        .endSpec()
                        .build())),
        istio(
            MeshCode.POLICY_SOURCE,
            changing(
                AuthorizationPolicy.class,
                "kafka-broker-internal",
                policy ->
                    new AuthorizationPolicyBuilder(policy)
                        .editSpec()
                        .editFirstRule()
                        .editFirstFrom()
                        .editSource()
                        .withPrincipals()
                        .withServiceAccounts("kafka/kafka-broker")
                        .endSource()
                        .endFrom()
                        .endRule()
                        .endSpec()
                        .build())),
        istio(
            MeshCode.NO_DEFAULT_DENY,
            objects ->
                objects.stream()
                    .filter(object -> !is(object, AuthorizationPolicy.class, "kafka-deny-all"))
                    .toList()),
        istio(
            MeshCode.NO_DEFAULT_DENY,
            changing(
                AuthorizationPolicy.class,
                "kafka-broker-internal",
                policy ->
                    new AuthorizationPolicyBuilder(policy)
                        .editSpec()
                        .editFirstRule()
                        .withFrom()
                        .endRule()
                        .endSpec()
                        .build())));
  }

  private static UnaryOperator<List<HasMetadata>> admitting(String name, String port) {
    return changing(
        AuthorizationPolicy.class,
        name,
        policy ->
            new AuthorizationPolicyBuilder(policy)
                .editSpec()
                .editFirstRule()
                .editFirstTo()
                .editOperation()
                .withPorts(port)
                .endOperation()
                .endTo()
                .endRule()
                .endSpec()
                .build());
  }

  private static LintCase target(UnaryOperator<TrafficTarget.Spec> change) {
    return osm(
        MeshCode.TRAFFIC_TARGET,
        TrafficTarget.class,
        "kafka-zookeeper-clients",
        target -> {
          target.setSpec(change.apply(target.getSpec()));
          return target;
        });
  }

  private static UnaryOperator<StatefulSet> initially() {
    return pods(
        pod -> pod.editSpec().addNewInitContainer().withName("wait").endInitContainer().endSpec());
  }

  private static UnaryOperator<StatefulSet> scraped() {
    return pods(
        pod -> pod.editMetadata().addToAnnotations("prometheus.io/port", "9404").endMetadata());
  }

  private static UnaryOperator<StatefulSet> excluding(String ports) {
    return pods(
        pod ->
            pod.editMetadata()
                .addToAnnotations("openservicemesh.io/inbound-port-exclusion-list", ports)
                .endMetadata());
  }

  private static UnaryOperator<StatefulSet> pods(Consumer<PodTemplateSpecBuilder> change) {
    return set -> {
      StatefulSetBuilder builder = new StatefulSetBuilder(set);
      PodTemplateSpecBuilder template = new PodTemplateSpecBuilder(set.getSpec().getTemplate());
      change.accept(template);
      return builder.editSpec().withTemplate(template.build()).endSpec().build();
    };
  }

  private static LintCase osm(MeshCode code, UnaryOperator<StatefulSet> change) {
    return osm(code, StatefulSet.class, BROKER, change);
  }

  private static LintCase istioPods(MeshCode code, UnaryOperator<StatefulSet> change) {
    return istio(code, changing(StatefulSet.class, BROKER, change));
  }

  private static LintCase istio(MeshCode code, UnaryOperator<List<HasMetadata>> change) {
    return new LintCase(code, MeshCase.ISTIO_NODE_PORT, change);
  }

  private static <T extends HasMetadata> LintCase osm(
      MeshCode code, Class<T> type, String name, UnaryOperator<T> change) {
    return new LintCase(code, MeshCase.OSM_NODE_PORT, changing(type, name, change));
  }

  private static <T extends HasMetadata> UnaryOperator<List<HasMetadata>> changing(
      Class<T> type, String name, UnaryOperator<T> change) {
    return objects ->
        objects.stream()
            .map(object -> is(object, type, name) ? change.apply(type.cast(object)) : object)
            .toList();
  }

  private static boolean is(HasMetadata object, Class<?> type, String name) {
    return type.isInstance(object) && object.getMetadata().getName().equals(name);
  }
}
