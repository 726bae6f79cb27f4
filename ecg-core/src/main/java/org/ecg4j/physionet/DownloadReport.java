package org.ecg4j.physionet;

import java.nio.file.Path;

/**
 * What a download did.
 *
 * @param directory where the database now is, complete and verified
 * @param filesDownloaded how many files were fetched
 * @param filesKept how many were there already, with the right checksum
 * @param bytesReceived how many bytes came over the network
 */
public record DownloadReport(
    Path directory, int filesDownloaded, int filesKept, long bytesReceived) {}
