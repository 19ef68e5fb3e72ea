package dev.slipway.embedded.internal.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What was wrong with a file, in words: the messages of several exceptions are only its path. */
public final class Reason {

  private Reason() {}

  public static String of(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof AccessDeniedException) {
      return message + ": this user has no access";
    }
    if (failure instanceof NoSuchFileException) {
      return message + ": does not exist";
    }
    if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
      return message + ": is there and not a folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return message + ": is not empty";
    }
    return failure.getMessage() == null ? failure.toString() : message;
  }
}
