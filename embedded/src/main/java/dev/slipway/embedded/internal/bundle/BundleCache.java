package dev.slipway.embedded.internal.bundle;

import dev.slipway.embedded.internal.folder.ProcessIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder where one bundle's jars lie unpacked.
 *
 * <p>What is there is read at each start and compared with its checksum, since a crash of the
 * machine leaves files of the right size that are full of zeros: 16 ms for 41 MB, measured on two
 * cores, 80 ms when nobody has read them since the machine was booted.
 *
 * <p>Each jar is written aside and renamed into its place, so whoever sees a jar sees a whole one,
 * and a jar can be replaced under a JVM that has it open. The file lock only saves others the same
 * work; nothing goes wrong without it.
 */
final class BundleCache {

  private static final Logger LOG = LoggerFactory.getLogger(BundleCache.class);

  private static final String PART_SUFFIX = ".part";

  private final Path folder;
  private final BundleDescriptor bundle;
  private final ClassLoader loader;

  BundleCache(Path cache, BundleDescriptor bundle, ClassLoader loader) {
    this.folder = cache.toAbsolutePath().resolve(bundle.digest());
    this.bundle = bundle;
    this.loader = loader;
  }

  Path folder() {
    return folder;
  }

  /** Unpacks what is missing or damaged. Writes nothing if there is nothing to do. */
  void fill() throws IOException {
    if (isComplete()) {
      return;
    }
    Files.createDirectories(folder);
    synchronized (BundleCache.class) {
      try (FileChannel lock =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lockIfPossible(lock);
        removeParts();
        for (BundleDescriptor.Entry entry : bundle.entries()) {
          if (!isWhole(entry)) {
            warnIfDamaged(entry);
            unpack(entry);
          }
        }
      }
    }
  }

  private boolean isComplete() {
    return bundle.entries().parallelStream().allMatch(this::isWhole);
  }

  private void warnIfDamaged(BundleDescriptor.Entry entry) {
    if (Files.exists(folder.resolve(entry.name()))) {
      LOG.warn("{} is damaged: it is unpacked again", folder.resolve(entry.name()));
    }
  }

  private boolean isWhole(BundleDescriptor.Entry entry) {
    Path jar = folder.resolve(entry.name());
    try {
      return Files.isRegularFile(jar)
          && Files.size(jar) == entry.size()
          && Checksum.of(jar) == entry.crc32();
    } catch (IOException unreadable) {
      // Then it is replaced, and who can't replace it says why.
      return false;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The lock lives as long as its channel.
  private static void lockIfPossible(FileChannel channel) throws IOException {
    try {
      channel.lock();
    } catch (OverlappingFileLockException e) {
      // This class in another class loader of the same JVM is at it: then both do the work.
    }
  }

  /** Removes what was half written by JVMs that died; those of this JVM may be in the making. */
  private void removeParts() throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART_SUFFIX)) {
      for (Path part : parts) {
        if (!part.toString().endsWith(ownPartSuffix())) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private static String ownPartSuffix() {
    return "." + ProcessIdentity.nameOfThisJvm() + PART_SUFFIX;
  }

  private void unpack(BundleDescriptor.Entry entry) throws IOException {
    String resource = bundle.folder() + "/" + entry.name();
    // Not a temporary file, which only its owner may read: an image's cache is filled by its root.
    Path part = folder.resolve(entry.name() + "." + UUID.randomUUID() + ownPartSuffix());
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + ": is in the index but not on the class path");
      }
      String sha256 = copy(in, part);
      if (!sha256.equals(entry.sha256())) {
        throw new IOException(
            "%s: sha256 %s (expected: %s); the server artifact is damaged, fetch it again"
                .formatted(resource, sha256, entry.sha256()));
      }
      Files.move(part, folder.resolve(entry.name()), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String copy(InputStream in, Path target) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256, this one has not", e);
    }
    try (OutputStream out =
        new DigestOutputStream(
            Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            digest)) {
      in.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
