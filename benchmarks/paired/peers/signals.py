"""Reading, windows and spectrograms with NumPy, SciPy and PyTorch."""
import os
import numpy as np
from worker import digest, timed

WINDOW, SEGMENT, HOP = 1440, 64, 32


def leads(folder):
    signal = np.fromfile(os.path.join(folder, "leads.f32"), np.float32)
    parts = [line.split() for line in open(os.path.join(folder, "leads.txt"))]
    return [signal[int(start):int(start) + int(length)] for _, start, length in parts]


def starts(folder, name):
    return np.fromfile(os.path.join(folder, name), np.int32).reshape(-1, 2)


def cut(signals, where):
    """Windows by a sliding view of each record, joined into a new array."""
    view = np.lib.stride_tricks.sliding_window_view
    return np.concatenate([view(signals[record], WINDOW)[where[where[:, 0] == record, 1]] for record in range(len(signals))])


def windows_step(folder):
    signals, where = leads(folder), starts(folder, "all.i32")

    def step():
        seconds, result = timed(lambda: cut(signals, where))
        return seconds, digest(result)
    return step


def course_windows(folder):
    return cut(leads(folder), starts(folder, "course.i32"))


def scipy_step(folder):
    """As the course notebook: one window at a time, magnitudes in a list, an array at the end."""
    from scipy.signal import stft
    windows = course_windows(folder)

    def work():
        spectra = []
        for window in windows:
            _, _, z = stft(window, fs=360, nperseg=SEGMENT, noverlap=SEGMENT - HOP)
            spectra.append(np.abs(z))
        return np.array(spectra)

    def step():
        seconds, result = timed(work)
        return seconds, digest(result)
    return step


def torch_step(folder, threads):
    """Batches of windows through torch.stft into one tensor, scaled as SciPy's."""
    import torch
    torch.set_num_threads(threads)
    torch.set_grad_enabled(False)
    windows = torch.from_numpy(course_windows(folder))
    hann = torch.hann_window(SEGMENT)
    scale = 1 / hann.sum()
    padded_length = WINDOW + SEGMENT  # zeros on both sides; the windows' length is a multiple of the hop
    frames = (padded_length - SEGMENT) // HOP + 1
    out = torch.empty(len(windows), SEGMENT // 2 + 1, frames)

    def work(batch):
        for i in range(0, len(windows), batch):
            padded = torch.nn.functional.pad(windows[i:i + batch], (SEGMENT // 2, SEGMENT // 2))
            z = torch.stft(padded, SEGMENT, HOP, SEGMENT, hann * scale, center=False, return_complex=True)
            torch.abs(z, out=out[i:i + batch])
        return out

    best = min((64, 256, 1024, 4096), key=lambda batch: min(timed(lambda: work(batch))[0] for _ in range(2)))

    def step():
        seconds, result = timed(lambda: work(best))
        return seconds, digest(result.numpy())
    return step


def read_step(folder):
    """All 48 records with NumPy: format 212 into millivolts. No checksums."""
    import records
    database = os.environ["ECG_MITDB_DIR"]
    names = records.names(database)

    def work():
        total = 0.0
        for name in names:
            signals, notes = records.read(database, name)
            total += len(notes[0]) + sum(float(s[len(s) // 2]) for s in signals)
        return total

    def step():
        seconds, total = timed(work)
        return seconds, {"sum": total}
    return step


def step(folder, name, threads):
    if name == "read":
        return read_step(folder)
    if name == "windows":
        return windows_step(folder)
    if name == "stft-scipy":
        return scipy_step(folder)
    if name == "stft-torch":
        return torch_step(folder, threads)
    raise SystemExit(f"no step is named {name}")
