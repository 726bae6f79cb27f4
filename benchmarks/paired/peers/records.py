"""MIT-BIH records with NumPy alone, in place of wfdb-python where that cannot be installed; it does less (no checksums)
and is faster."""
import os
import numpy as np

SYMBOLS = {1: "N", 2: "L", 3: "R", 4: "a", 5: "V", 6: "F", 7: "J", 8: "A", 9: "S", 10: "E", 11: "j", 12: "/", 13: "Q", 14: "~", 16: "|",
           18: "s", 19: "T", 20: "*", 21: "D", 22: '"', 23: "=", 24: "p", 25: "B", 26: "^", 27: "t", 28: "+", 29: "u", 30: "?", 31: "!",
           32: "[", 33: "]", 34: "e", 35: "n", 36: "@", 37: "x", 38: "f", 39: "(", 40: ")", 41: "r"}
SKIP, NUM, SUB, CHN, AUX = 59, 60, 61, 62, 63


def names(database):
    return [line.strip() for line in open(os.path.join(database, "RECORDS")) if line.strip()] if os.path.exists(os.path.join(database, "RECORDS")) \
        else sorted(f[:-4] for f in os.listdir(database) if f.endswith(".hea"))


def header(database, name):
    lines = [line.split() for line in open(os.path.join(database, name + ".hea")) if line.strip() and not line.startswith("#")]
    return [(float(s[2].split("/")[0].split("(")[0]), int(s[4]), s[-1]) for s in lines[1:]]


def lead(database, name):
    """The number of the lead MLII, or of the first one."""
    leads = [signal[2] for signal in header(database, name)]
    return leads.index("MLII") if "MLII" in leads else 0


def read(database, name):
    """Both leads in millivolts; annotation samples and symbols."""
    raw = np.fromfile(os.path.join(database, name + ".dat"), np.uint8).reshape(-1, 3).astype(np.int16)
    first = raw[:, 0] | (raw[:, 1] & 15) << 8
    second = raw[:, 2] | (raw[:, 1] >> 4) << 8
    leads = []
    for values, (gain, zero, _) in zip((first, second), header(database, name)):
        values = np.where(values > 2047, values - 4096, values)
        leads.append((values.astype(np.float32) - zero) / np.float32(gain))
    return leads, annotations(os.path.join(database, name + ".atr"))


def annotations(path):
    words = np.fromfile(path, "<u2").tolist()
    samples, symbols, at, i = [], [], 0, 0
    while i < len(words):
        word = words[i]
        code, interval = word >> 10, word & 1023
        i += 1
        if word == 0:
            break
        if code == SKIP:
            at += (words[i] << 16 | words[i + 1]) - (1 << 32 if words[i] >> 15 else 0)
            i += 2
        elif code == AUX:
            i += (interval + 1) // 2
        elif code not in (NUM, SUB, CHN):
            at += interval
            samples.append(at)
            symbols.append(SYMBOLS.get(code, "?"))
    return samples, symbols
