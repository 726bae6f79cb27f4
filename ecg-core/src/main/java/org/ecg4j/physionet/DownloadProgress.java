package org.ecg4j.physionet;

/**
 * How far a download has come.
 *
 * @param file the file that moved on, relative to the database
 * @param filesDone how many files are complete, those that were there before included
 * @param filesTotal how many there will be
 * @param bytesReceived how many bytes came over the network so far
 */
public record DownloadProgress(String file, int filesDone, int filesTotal, long bytesReceived) {}
