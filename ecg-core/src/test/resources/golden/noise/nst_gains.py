#!/usr/bin/env python3
"""Gains that the WFDB tool nst gives for records 118 and 119 with noise bw, em, ma at 6 dB and 24 dB.

Written from the definition in the WFDB Applications Guide, nst(1) and sigamp(1), with NumPy only.
Usage: nst_gains.py MITDB_DIR NSTDB_DIR > nst_gains.txt
"""
import sys
import numpy as np

NORMAL = {1, 2, 3, 4, 7, 8, 9, 11, 12, 13, 25, 34, 35, 38}


def samples(path):
    b = np.fromfile(path, np.uint8).reshape(-1, 3).astype(int)
    pair = np.stack([b[:, 0] | (b[:, 1] & 15) << 8, b[:, 2] | (b[:, 1] >> 4) << 8])
    return np.where(pair > 2047, pair - 4096, pair)


def beats(path):
    words = np.fromfile(path, '<u2')
    t, i, found = 0, 0, []
    while i < len(words) and words[i]:
        kind, value = words[i] >> 10, int(words[i] & 1023)
        i += 1
        if kind == 59:
            t += (int(words[i]) << 16) + int(words[i + 1])
            i += 2
        elif kind == 63:
            i += (value + 1) // 2
        elif kind < 59:
            t += value
            if kind in NORMAL:
                found.append(t)
    return found


def trimmed_mean(values):
    ordered, cut = np.sort(values), len(values) // 20
    return ordered[cut:len(ordered) - cut].mean()


mitdb, nstdb = sys.argv[1:]
for record in ('118', '119'):
    ecg = samples(f'{mitdb}/{record}.dat')
    first = [t for t in beats(f'{mitdb}/{record}.atr') if t >= 18][:300]
    p = [trimmed_mean([np.ptp(lead[t - 18:t + 19]) for t in first]) for lead in ecg]
    for noise in ('bw', 'em', 'ma'):
        seconds = samples(f'{nstdb}/{noise}.dat')[:, :300 * 360].reshape(2, 300, 360)
        r = [trimmed_mean(lead.std(axis=1)) for lead in seconds]
        for snr in (6, 24):
            gain = [10 ** (-snr / 20) * np.sqrt(2) / 4 * p[i] / r[i] for i in range(2)]
            print(record, noise, snr, *(f'{g:.12g}' for g in gain))
