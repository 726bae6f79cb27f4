package org.ecg4j.wfdb;

import java.io.IOException;

/** The header files of one folder. */
record HeaderFiles(SourceFolder folder, boolean anyFileName) {

  /** Reads and parses the header of a record; what is repaired goes to {@code defects}. */
  WfdbHeader read(String recordName, Defects defects) throws IOException {
    String file = recordName + ".hea";
    try (Source source = folder.open(file)) {
      byte[] bytes = SourceBytes.readAll(source, file);
      return new HeaderParser(recordName, anyFileName, defects).parse(bytes);
    }
  }
}
