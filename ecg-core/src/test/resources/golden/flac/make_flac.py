"""Makes the FLAC streams beside this file with the reference encoder, flac 1.4.2 (apt-get install flac).

Run in this folder: python3 make_flac.py. FlacReferenceTest computes the same samples from the same formula and compares
every one; each stream was also accepted by `flac -t`.
"""

import struct
import subprocess

COUNT = 2000


def sound(bits, channels, wasted):
    """Two circles that turn at different speeds, and noise: alike in all channels; the first is flat at its start."""
    full = 1 << (bits - 1 - wasted)
    noise_range = max(3, full >> 13)
    state = 12345
    x1, y1, x2, y2 = 180, 0, 60, 0
    rows = []
    for i in range(COUNT):
        x1 -= y1 >> 5
        y1 += x1 >> 5
        x2 -= y2 >> 2
        y2 += x2 >> 2
        row = []
        for c in range(channels):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            noise = (state >> 8) % noise_range
            value = (x1 + x2) * (16 - c) // 16 * full // 512 + noise
            if c == 0 and i < 700:
                value = -full
            row.append(max(-full, min(full - 1, value)) << wasted)
        rows.append(row)
    return rows


def pack(rows, bits):
    """Samples in whole bytes, with the unused low bits 0, as WAVE has them; of 8 bits, it has them unsigned."""
    size = (bits + 7) // 8
    offset = 128 if size == 1 else 0
    return b"".join(
        ((v << (size * 8 - bits)) + offset).to_bytes(size, "little", signed=size > 1) for row in rows for v in row
    )


def wave(rows, bits, channels):
    data = pack(rows, bits)
    size = (bits + 7) // 8
    guid = bytes.fromhex("0100000000001000800000aa00389b71")
    fmt = struct.pack(
        "<HHIIHHHHI", 0xFFFE, channels, 48000, 48000 * channels * size, channels * size, size * 8, 22, bits, 0
    )
    body = b"WAVEfmt " + struct.pack("<I", len(fmt) + len(guid)) + fmt + guid + b"data" + struct.pack("<I", len(data))
    return b"RIFF" + struct.pack("<I", len(body) + len(data)) + body + data


def make(name, bits, channels, *options, wasted=0):
    command = ["flac", "-s", "-f", "--channel-map=none", *options, "-o", name + ".flac", "-"]
    subprocess.run(command, input=wave(sound(bits, channels, wasted), bits, channels), check=True)
    subprocess.run(["flac", "-t", "-s", name + ".flac"], check=True)


def main():
    small = ["--no-padding", "--no-seektable"]
    make("stereo8", 8, 2, "-8", *small)
    make("stereo12", 12, 2, "-8", "-b", "1000", *small)
    make("stereo16", 16, 2, "-5", "-m", "-b", "576", *small)
    make("stereo20", 20, 2, "-4", "-b", "256", *small)
    make("stereo24", 24, 2, "-8", "-b", "576", "-e", "-p", *small)
    make("stereo32", 32, 2, "-8", "-b", "576", *small)
    make("fixed16", 16, 2, "-0", *small)
    make("wasted16", 16, 2, "-5", "-b", "192", *small, wasted=3)
    make("mono16", 16, 1, "-5", "--lax", "-l", "32", "-b", "4608", *small)
    make("eight16", 16, 8, "-5", "-b", "192", *small)
    make("padded16", 16, 2, "-5", "-P", "100", "-S", "5x")
    # To a pipe, the encoder cannot go back: the stream states neither its length nor its MD5.
    data = pack(sound(16, 2, 0), 16)
    raw = ["--force-raw-format", "--endian=little", "--sign=signed", "--channels=2", "--bps=16", "--sample-rate=48000"]
    out = subprocess.run(["flac", "-s", "-c", *raw, *small, "-"], input=data, stdout=subprocess.PIPE, check=True).stdout
    with open("piped16.flac", "wb") as file:
        file.write(out)


if __name__ == "__main__":
    main()
