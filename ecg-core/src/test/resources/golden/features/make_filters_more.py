"""Makes filters_more.json: Butterworth designs of many orders, and other ratios of resample_poly.
python make_filters_more.py      (reads signal.json; NumPy and SciPy; versions are written into the file)"""
import json, numpy as np, scipy, scipy.signal as ss

x = np.array(json.load(open("signal.json"))["x"])[:240]
def r(a): return [float(v) for v in np.asarray(a, dtype=np.float64).ravel()]

butter = []
for fs, cut in ((360.0, 11.0), (250.0, 40.0), (1000.0, 0.67)):
    for order in (1, 2, 3, 5, 8):
        for kind in ("lowpass", "highpass", "bandpass", "bandstop"):
            wn = [cut, 2.5 * cut] if kind.startswith("band") else cut
            sos = ss.butter(order, wn, kind, fs=fs, output="sos")
            case = {"fs": fs, "order": order, "type": kind, "cutoff_hz": np.atleast_1d(wn).tolist(), "sos": sos.tolist()}
            if fs == 360.0:
                case.update(sosfilt=r(ss.sosfilt(sos, x)), sosfiltfilt=r(ss.sosfiltfilt(sos, x)))
            butter.append(case)
# A band so wide that its poles are real.
butter.append({"fs": 360.0, "order": 3, "type": "bandpass", "cutoff_hz": [1.0, 150.0],
               "sos": ss.butter(3, [1, 150], "bandpass", fs=360, output="sos").tolist()})
resample = [{"up": u, "down": d, "y": r(ss.resample_poly(x, u, d))} for u, d in ((3, 2), (2, 3), (1, 4), (7, 1), (18, 25), (4, 4))]
median = [{"kernel": k, "y": r(ss.medfilt(x, k))} for k in (1, 3, 31, 239)]
notch = [{"fs": fs, "frequency_hz": f, "quality": q, "b": r(ss.iirnotch(f, q, fs)[0]), "a": r(ss.iirnotch(f, q, fs)[1]),
          "filtfilt": r(ss.filtfilt(*ss.iirnotch(f, q, fs), x))} for fs, f, q in ((360.0, 50.0, 30.0), (250.0, 60.0, 5.0))]
json.dump({"versions": {"numpy": np.__version__, "scipy": scipy.__version__}, "input": "the first 240 values of signal.json",
           "butter": butter, "resample_poly": resample, "medfilt": median, "notch": notch},
          open("filters_more.json", "w"), separators=(",", ":"))
