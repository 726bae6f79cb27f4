"""The course's work in Python, step by step as the notebook does it: load, one spectrogram after another, five epochs of the
CNN with a DataLoader, scores.
python3 course_job.py DATABASE   (wfdb-python would read the files; a leaner reader stands in for it)"""
import sys
import numpy as np, torch
from scipy.signal import stft
from sklearn.metrics import accuracy_score, f1_score
from torch import nn
import networks, records

TEST = set("212 213 214 215 217 219 220 221 222 223 228 230 231 232 233 234".split())
WINDOW, NORMAL, ABNORMAL = 1440, {"N"}, {"V", "A", "F", "S"}


def load(database, names):
    """Windows of four seconds around each beat that lie in the record, and their labels."""
    windows, labels = [], []
    for name in names:
        leads, (samples, symbols) = records.read(database, name)
        lead = leads[records.lead(database, name)]
        for sample, symbol in zip(samples, symbols):
            first = sample - WINDOW // 2
            if (symbol in NORMAL or symbol in ABNORMAL) and first >= 0 and first + WINDOW <= len(lead):
                windows.append(lead[first:first + WINDOW])
                labels.append(int(symbol in ABNORMAL))
    return np.array(windows), np.array(labels, dtype=np.float32)


def spectrograms(windows):
    spectra = []
    for window in windows:
        _, _, z = stft(window, fs=360, nperseg=64, noverlap=32)
        spectra.append(np.abs(z))
    return np.array(spectra)


def loader(x, y, shuffle):
    rows = torch.utils.data.TensorDataset(torch.tensor(x, dtype=torch.float32), torch.tensor(y))
    return torch.utils.data.DataLoader(rows, batch_size=32, shuffle=shuffle)


def score(model, side, x, y):
    model.eval()
    with torch.no_grad():
        answers = np.concatenate([torch.sigmoid(model(inputs)).squeeze(1).numpy() for inputs, _ in loader(x, y, False)])
    print(f"{side:5} accuracy {accuracy_score(y, answers > 0.5):.4f} F1 {f1_score(y, answers > 0.5):.4f}", flush=True)


def main():
    database = sys.argv[1]
    names = records.names(database)
    train_windows, train_labels = load(database, [n for n in names if n not in TEST])
    test_windows, test_labels = load(database, [n for n in names if n in TEST])
    train, held = spectrograms(train_windows), spectrograms(test_windows)
    torch.manual_seed(1)
    model = networks.network("cnn")
    adam = torch.optim.Adam(model.parameters(), lr=0.001)
    for _ in range(5):
        model.train()
        networks.loader_epoch(model, adam, loader(train, train_labels, True))
    score(model, "train", train, train_labels)
    score(model, "test", held, test_labels)


main()
