"""Makes morphology.json: MorphologyFeatures worked out a second time, with NumPy and SciPy, on two synthetic leads.
python make_morphology.py      (NumPy, SciPy; versions are written into the file)"""
import json, numpy as np, scipy, scipy.signal as ss

fs, seconds = 360, 24
rng = np.random.default_rng(5)
t = np.arange(fs * seconds) / fs
beats, s = [], 150
while s < len(t) - 200:
    beats.append(s)
    s += int(fs * rng.uniform(0.6, 1.0))
leads = np.zeros((2, len(t)))
for i, b in enumerate(beats):
    wide = i % 5 == 3
    for lead, sign in ((0, 1.0), (1, -0.6)):
        for at, amp, width in (((-.17, .12, .025), (0, 1.1, .011), (.03, -.25, .012), (.28, .3, .06)) if not wide
                               else ((-.02, .9, .035), (.05, -.8, .04), (.32, -.4, .07))):
            leads[lead] += sign * amp * np.exp(-(t - b / fs - at) ** 2 / (2 * width ** 2))
leads += 0.2 * np.sin(2 * np.pi * 0.25 * t) + 0.01 * rng.standard_normal(leads.shape)
leads = np.round(leads, 4).astype(np.float32)

def n(ms): return int(np.floor(ms * fs / 1000 + 0.5))
sos = ss.butter(2, [0.5, 35], "bandpass", fs=fs, output="sos")
def filtered(x, normalized):
    y = ss.sosfiltfilt(sos, x.astype(np.float64), axis=-1)
    return y / np.sqrt(np.mean(y * y, axis=-1, keepdims=True)) if normalized else y
class Lead:
    def __init__(self, x): self.x = x
    def __getitem__(self, i): return self.x[np.clip(i, 0, len(self.x) - 1)]
def speed(ls, b):
    i = np.arange(b - n(167), b + n(200) + 1)
    half = n(14) // 2
    v = sum(np.mean([np.abs(l[i + j + 1] - l[i + j]) for j in range(-half, half + 1)], axis=0) for l in ls)
    out = [v.max() * fs]
    for level in (.07, .12, .20, .35, .50):
        above = np.flatnonzero(v > level * v.max())
        out += [(above[-1] - above[0]) * 1000 / fs, len(above) / len(v)]
    ms = (i - b) * 1000 / fs
    c = np.average(ms, weights=v)
    return out + [c, np.sqrt(np.average((ms - c) ** 2, weights=v))]
def base(l, b): return np.median(l[np.arange(b - n(306), b - n(250) + 1)])
def farthest(l, a, z, level):
    v = l[np.arange(a, z + 1)] - level
    return v[np.argmax(np.abs(v))]
def waves(l, b):
    i = np.arange(b - n(167), b + n(200) + 1)
    v = l[i] - base(l, b)
    tw = farthest(l, b + n(139), b + n(417), base(l, b))
    return [np.mean(np.abs(v)), np.mean(v), v.max(), v.min(), (i[v.argmax()] - b) * 1000 / fs, (i[v.argmin()] - b) * 1000 / fs,
            tw, -np.sign(tw) * np.sign(v.sum()), np.std(l[np.arange(b - n(250), b - n(83) + 1)]),
            np.mean(l[np.arange(b + n(70), b + n(110) + 1)]) - base(l, b), np.mean(np.abs(v)) / (v.max() - v.min()),
            np.mean(v > v.max() / 2), np.mean(v < v.min() / 2)]
def window(l, b): return l[np.arange(b - n(150), b + n(300) + 1)]
def longer(l, b): return l[np.arange(b - n(200), b + n(300) + 1)]
def rows(signal_of, causal):
    """The detailed features, SHAPE and MEDIAN_BEAT, for every beat."""
    spans, widths, wins, longs, first = [], [], [], [], []
    for b in beats:
        ls, at = signal_of(b)
        both, one = speed(ls, at), [speed([l], at) for l in ls]
        spans.append(both[1:10:2]); widths.append([o[5] for o in one]); wins.append([window(l, at) for l in ls]); longs.append([longer(l, at) for l in ls])
        shape = []
        for l in ls:
            i = np.arange(at - n(100), at + n(100) + 1)
            d = l[i + 1] - l[i]
            shape.append([farthest(l, at - n(60), at + n(60), base(l, at)), max(0, d.max()) * fs, min(0, d.min()) * fs,
                          np.sum(np.abs(l[i] - base(l, at))) / fs])
        first.append((both + one[0] + waves(ls[0], at) + waves(ls[1], at), shape))
    out = []
    for k in range(len(beats)):
        r = slice(max(0, k - 31), k + 1) if causal else slice(None)
        detailed = first[k][0] + list(np.array(spans[k]) - np.median(spans[r], axis=0))
        shape = []
        for c in range(2):
            template = np.median([w[c] for w in wins[r]], axis=0)
            usual = np.median([w[c] for w in widths[r]])
            shape += [widths[k][c], widths[k][c] / usual] + first[k][1][c] + [np.corrcoef(wins[k][c], template)[0, 1]]
        middle = [Lead(np.median([w[c] for w in longs[r]], axis=0)) for c in range(2)]
        out.append((detailed, shape, speed(middle, n(200)) + speed(middle[:1], n(200))))
    return out
def whole(normalized):
    y = filtered(leads, normalized)
    return lambda b: ([Lead(y[0]), Lead(y[1])], b)
def past(normalized):
    def of(b):
        a = max(0, b - 6 * fs)
        y = filtered(leads[:, a:min(leads.shape[1], b + n(450) + 1)], normalized)
        return [Lead(y[0]), Lead(y[1])], b - a
    return of
def r(a): return [float("%.9g" % v) for v in np.ravel(a)]
json.dump({"versions": {"numpy": np.__version__, "scipy": scipy.__version__}, "fs": fs, "beats": beats, "leads": [r(l) for l in leads],
           "detailed": [r(a[0]) for a in rows(whole(True), False)], "shape": [r(a[1]) for a in rows(whole(False), False)],
           "detailed_causal": [r(a[0]) for a in rows(past(True), True)], "shape_causal": [r(a[1]) for a in rows(past(False), True)],
           "median": [r(a[2]) for a in rows(whole(True), False)], "median_causal": [r(a[2]) for a in rows(past(True), True)]},
          open("morphology.json", "w"), separators=(",", ":"))
