package dev.slipway.kubernetes.internal.access;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.jspecify.annotations.Nullable;

/** Messages with random values, made and written with the schemas of Kafka's clients. */
final class RandomMessages {
  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  Struct struct(Schema schema) {
    Struct struct = new Struct(schema);
    for (BoundField field : schema.fields()) {
      struct.set(field, value(field.def.type, field.def.name));
    }
    return struct;
  }

  private @Nullable Object value(Type type, String name) {
    if (type instanceof Schema schema) {
      return struct(schema);
    }
    if (type instanceof TaggedFields tags) {
      return tags(tags);
    }
    if (type.isArray()) {
      @Nullable Object[] values = new @Nullable Object[random.nextInt(4)];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(type.arrayElementType().orElseThrow(), name);
      }
      return values;
    }
    return primitive(type, name);
  }

  private @Nullable Object primitive(Type type, String name) {
    if (type == Type.INT8) {
      return (byte) (name.equals("endpoint_type") ? 1 + random.nextInt(2) : random.nextInt());
    } else if (type == Type.INT16) {
      return (short)
          switch (name) {
            case "api_key" -> random.nextInt(120) - 10;
            case "min_version", "max_version" -> random.nextInt(20);
            // 35 has a meaning of its own in the answer to ApiVersions.
            case "error_code" -> random.nextInt(35);
            default -> random.nextInt();
          };
    } else if (type == Type.INT32) {
      return name.equals("node_id") || name.equals("broker_id")
          ? random.nextInt(7) - 1
          : random.nextInt();
    } else if (type == Type.UINT16) {
      return random.nextInt(1 << 16);
    } else if (type == Type.INT64) {
      return random.nextLong();
    } else if (type == Type.FLOAT64) {
      return random.nextDouble();
    } else if (type == Type.BOOLEAN) {
      return random.nextBoolean();
    } else if (type == Type.UUID) {
      return new Uuid(random.nextLong(), random.nextLong());
    } else if (type == Type.STRING || type == Type.COMPACT_STRING) {
      return string();
    } else if (type == Type.NULLABLE_STRING || type == Type.COMPACT_NULLABLE_STRING) {
      return random.nextInt(3) == 0 ? null : string();
    } else if (type == Type.BYTES
        || type == Type.COMPACT_BYTES
        || type == Type.NULLABLE_BYTES
        || type == Type.COMPACT_NULLABLE_BYTES) {
      return ByteBuffer.wrap(bytes());
    }
    return null; // records, and structures that may be null
  }

  private NavigableMap<Integer, Object> tags(TaggedFields type) {
    NavigableMap<Integer, Object> tags = new TreeMap<>();
    fields(type)
        .forEach(
            (tag, field) -> {
              Object value = random.nextInt(3) == 0 ? null : value(field.type, field.name);
              if (value != null) {
                tags.put(tag, value);
              }
            });
    if (random.nextInt(3) == 0) {
      int tag = 100 + random.nextInt(1000);
      tags.put(tag, new RawTaggedField(tag, bytes()));
    }
    return tags;
  }

  /** The known tagged fields, which Kafka's class keeps to itself. */
  @SuppressWarnings("unchecked")
  static Map<Integer, org.apache.kafka.common.protocol.types.Field> fields(TaggedFields type) {
    try {
      Field fields = TaggedFields.class.getDeclaredField("fields");
      fields.setAccessible(true);
      return (Map<Integer, org.apache.kafka.common.protocol.types.Field>) fields.get(type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("TaggedFields has no fields any more", e);
    }
  }

  private String string() {
    int length = random.nextInt(8) == 0 ? 100 + random.nextInt(300) : random.nextInt(20);
    return random
        .ints(length, 'a', 'z' + 2)
        .mapToObj(c -> c > 'z' ? "ü" : Character.toString(c))
        .reduce("", String::concat);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }
}
