package dev.slipway.core.problem;

/** Every kind of problem a plan can have. {@code docs/problems.md} explains each. */
public enum ProblemCode {
  /** An even number of ZooKeeper servers. */
  SERVERS_EVEN("PLAN-001", "Even number of ZooKeeper servers"),
  /** More ZooKeeper servers than writes profit from. */
  SERVERS_MANY("PLAN-002", "Many ZooKeeper servers"),
  /** More ZooKeeper servers than there are ids. */
  SERVERS_TOO_MANY("PLAN-003", "Too many ZooKeeper servers"),
  /** More replicas than brokers. */
  REPLICATION_ABOVE_BROKERS("PLAN-004", "More replicas than brokers"),
  /** In-sync replicas that must all be there: no broker can restart. */
  MIN_ISR_BLOCKS_RESTART("PLAN-005", "Minimum of in-sync replicas blocks a restart"),
  /** Fewer nodes than domains to spread over. */
  SPREAD_ABOVE_NODES("PLAN-006", "Spread over more domains than nodes"),
  /** A heap that does not fit into the memory. */
  HEAP_ABOVE_MEMORY("PLAN-007", "Heap does not fit into the memory"),
  /** More brokers than a Kubernetes cluster has nodes for. */
  BROKERS_TOO_MANY("PLAN-008", "Too many brokers"),

  /** A name that is no DNS label or subdomain. */
  NAME_NOT_DNS("PLAN-010", "Name is no DNS name"),
  /** A name from which too long names are derived. */
  NAME_TOO_LONG("PLAN-011", "Name is too long"),
  /** A listener's name that can't be used. */
  LISTENER_NAME("PLAN-012", "Listener name can't be used"),
  /** Two listeners of one name. */
  LISTENER_DUPLICATE("PLAN-013", "Two listeners of one name"),
  /** A label or annotation that Kubernetes refuses. */
  LABEL_INVALID("PLAN-014", "Label or annotation is invalid"),
  /** A label or annotation that Slipway sets itself. */
  LABEL_OWNED("PLAN-015", "Label or annotation is set by Slipway"),
  /** An image reference that does not parse. */
  IMAGE_INVALID("PLAN-016", "Image reference is invalid"),
  /** An environment variable's name that can't be used. */
  ENVIRONMENT_INVALID("PLAN-017", "Environment variable can't be used"),

  /** Two doors at one port. */
  PORT_COLLISION("PLAN-020", "Two listeners at one port"),
  /** A port outside the range it must be in. */
  PORT_OUT_OF_RANGE("PLAN-021", "Port out of range"),
  /** A port that somebody else has. */
  PORT_TAKEN("PLAN-022", "Port is taken"),

  /** Two brokers that would advertise one address. */
  ADVERTISED_DUPLICATE("PLAN-030", "Two brokers advertise one address"),
  /** An advertised host that is empty or none. */
  ADVERTISED_HOST_INVALID("PLAN-031", "Advertised host is empty or invalid"),
  /** A broker for which no advertised host is given, or a host for which there is no broker. */
  ADVERTISED_UNCOVERED("PLAN-032", "Advertised hosts do not match the brokers"),
  /** No address of a node is known. */
  NODE_ADDRESS_UNKNOWN("PLAN-033", "No node address is known"),
  /** A host that an embedded cluster can't be reached at. */
  HOST_NOT_LOCAL("PLAN-034", "Host is not this machine"),
  /** Nodes that have not all the same kinds of address. */
  NODE_ADDRESSES_DIFFER("PLAN-035", "Nodes have different kinds of address"),
  /** An advertised address at which nobody answers now. */
  NODE_NOT_READY("PLAN-036", "Advertised node is not ready"),

  /** A setting that Slipway decides. */
  SETTING_OWNED("PLAN-040", "Setting is decided by Slipway"),
  /** A setting that has no effect in a cluster with ZooKeeper. */
  SETTING_READ_ONLY("PLAN-041", "Setting can't be set"),
  /** A setting that the version does not know. */
  SETTING_UNKNOWN("PLAN-042", "Setting is unknown"),
  /** A setting whose value can't be read. */
  SETTING_VALUE("PLAN-043", "Setting's value is invalid"),
  /** A setting with which brokers refuse each other, their servers or Slipway. */
  SETTING_LOCKS_OUT("PLAN-044", "Setting locks the cluster out of itself"),
  /** A secret or a variable whose value was masked where the specification comes from. */
  VALUE_MASKED("PLAN-045", "Value is masked"),

  /** A version that can't be read. */
  VERSION_UNREADABLE("PLAN-050", "Version can't be read"),
  /** A version of Kafka that has no ZooKeeper. */
  VERSION_WITHOUT_ZOOKEEPER("PLAN-051", "Kafka version has no ZooKeeper"),
  /** A version that Slipway was never tried with. */
  VERSION_UNPROVEN("PLAN-052", "Version was never tried"),

  /** A listener for outsiders that the mesh does not protect. */
  EXPOSURE_BYPASSES_MESH("PLAN-060", "Exposure bypasses the mesh"),
  /** A port that the mesh's own containers use. */
  MESH_PORT_RESERVED("PLAN-062", "Port is reserved by the mesh"),
  /** A user id that the mesh's sidecar uses. */
  MESH_UID_RESERVED("PLAN-063", "User id is reserved by the mesh"),
  /** A ServiceAccount whose name the mesh can't carry. */
  MESH_IDENTITY_DOT("PLAN-064", "Identity has a dot in its name"),
  /** More ports taken out of the mesh than it allows. */
  MESH_EXCLUDES_TOO_MANY("PLAN-065", "Too many ports excluded from the mesh"),
  /** A mesh whose servers do not refuse a stranger. */
  MESH_AUTHORIZES_CLIENT_SIDE("PLAN-066", "Mesh does not authorize on the server"),
  /** An existing ZooKeeper to which the mesh must let the brokers out. */
  MESH_EGRESS("PLAN-067", "Existing ZooKeeper lies outside the mesh"),
  /** Clients are named, but nothing enforces that only they get in. */
  CLIENTS_UNENFORCED("PLAN-068", "Nothing enforces the allowed clients"),

  /** A chroot that is no ZooKeeper path. */
  CHROOT_INVALID("PLAN-070", "Chroot is invalid"),
  /** A connect string that does not parse. */
  CONNECT_STRING_INVALID("PLAN-071", "Connect string is invalid"),

  /** A topic's name that Kafka refuses. */
  TOPIC_NAME_INVALID("PLAN-080", "Topic name is invalid"),
  /** Two topics of one name. */
  TOPIC_DUPLICATE("PLAN-081", "Two topics of one name"),
  /** A topic's name that Kafka or Slipway use themselves. */
  TOPIC_RESERVED("PLAN-082", "Topic name is reserved"),

  /** Something that the target can't honour. */
  TARGET_CANNOT("PLAN-100", "Target can't honour it"),
  /** A version that the target does not have. */
  TARGET_VERSION("PLAN-101", "Target does not have the version");

  private final String id;
  private final String title;

  ProblemCode(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The code as it is printed and documented, such as {@code PLAN-004}. */
  public String id() {
    return id;
  }

  /** What is wrong, in a few words. */
  public String title() {
    return title;
  }
}
