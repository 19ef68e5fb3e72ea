package dev.slipway.embedded.internal.bundle;

import dev.slipway.core.problem.MissingProviderException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What a server artifact on the class path says about the jars nested in it. */
record BundleDescriptor(
    String digest,
    String kafkaVersion,
    String zookeeperVersion,
    String mainClass,
    String folder,
    List<Entry> entries) {

  static final String RESOURCE = "META-INF/slipway/server-bundle.properties";

  /** One nested jar. */
  record Entry(String name, long size, String sha256, long crc32) {}

  /** Finds the one server artifact that a class loader sees. */
  static BundleDescriptor find(ClassLoader loader) throws IOException {
    Map<String, URL> found = new LinkedHashMap<>();
    for (URL url : Collections.list(loader.getResources(RESOURCE))) {
      found.putIfAbsent(properties(url).getProperty("digest", url.toString()), url);
    }
    if (found.isEmpty()) {
      // In a build of Slipway itself: the jars are nested by 'mvn package', not before.
      throw new MissingProviderException(
          "the servers of an embedded cluster", "dev.slipway:slipway-kafka-server-3.9");
    }
    if (found.size() > 1) {
      throw new IllegalStateException(
          RESOURCE
              + ": "
              + found.values()
              + " (expected: one server artifact); remove all but one from the class path");
    }
    return read(found.values().iterator().next(), loader);
  }

  private static BundleDescriptor read(URL url, ClassLoader loader) throws IOException {
    Properties properties = properties(url);
    String index = required(properties, "index", url);
    try (InputStream in = loader.getResourceAsStream(index)) {
      if (in == null) {
        throw new IOException(url + " names an index that is not there: " + index);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return new BundleDescriptor(
          required(properties, "digest", url),
          required(properties, "kafka.version", url),
          required(properties, "zookeeper.version", url),
          required(properties, "main.class", url),
          required(properties, "folder", url),
          lines.lines().map(BundleDescriptor::entry).toList());
    }
  }

  private static Entry entry(String line) {
    String[] fields = line.split("\t", -1);
    return new Entry(
        fields[0],
        Long.parseLong(fields[1]),
        fields[2],
        Long.parseLong(fields[3], Checksum.HEXADECIMAL));
  }

  private static Properties properties(URL url) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private static String required(Properties properties, String key, URL url) throws IOException {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IOException(url + ": lacks " + key + "; the server artifact is damaged");
    }
    return value;
  }
}
