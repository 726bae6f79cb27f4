"""Makes evaluation.json: bootstrap intervals (SciPy), calibration and multi-class figures (scikit-learn).
python make_golden.py            (NumPy, SciPy, scikit-learn; versions are written into the file)"""
import json, numpy as np, scipy, sklearn
from scipy import optimize, stats
from sklearn import calibration, isotonic, metrics

rng = np.random.default_rng(20261123)
def r(a): return [float(x) for x in np.asarray(a, dtype=np.float64).ravel()]

# The mean of skewed data: SciPy's intervals from SciPy's own bootstrap distribution.
data = rng.gamma(1.5, 2.0, 25)
boot = {}
for method in ("percentile", "BCa"):
    res = stats.bootstrap((data,), np.mean, n_resamples=999, confidence_level=0.9, method=method,
                          rng=np.random.default_rng(7))
    boot[method] = {"distribution": r(res.bootstrap_distribution), "low": float(res.confidence_interval.low),
                    "high": float(res.confidence_interval.high)}
jack = [float(np.mean(np.delete(data, i))) for i in range(len(data))]

# Over-confident binary probabilities with ties.
n = 600
logit = rng.standard_normal(n) * 2.5
y = (rng.random(n) < 1 / (1 + np.exp(-logit / 2.2 + 0.3))).astype(int)
p = np.round(1 / (1 + np.exp(-logit)), 3)
pc = np.clip(p, 1e-12, 1 - 1e-12); lg = np.log(pc) - np.log1p(-pc)
loss = lambda b: np.sum(np.logaddexp(0, b * lg) - y * b * lg)
beta = optimize.minimize_scalar(loss, bounds=(1e-2, 10), method="bounded", options={"xatol": 1e-13}).x
iso = isotonic.IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(p, y)
q = np.linspace(0, 1, 41)
share, mean = calibration.calibration_curve(y, p, n_bins=10)
bins = np.clip(np.ceil(p * 10).astype(int) - 1, 0, 9)
ece = sum(abs(np.mean(p[bins == b]) - np.mean(y[bins == b])) * np.sum(bins == b) for b in set(bins)) / n

# Three classes.
raw = rng.standard_normal((300, 3)); k = rng.integers(0, 3, 300); raw[np.arange(300), k] += 1.0; raw *= 2
P = np.exp(raw); P /= P.sum(1, keepdims=True)
lp = np.log(np.clip(P, 1e-12, 1 - 1e-12))
def mloss(b):
    s = b * lp; return -np.sum(s[np.arange(300), k] - scipy.special.logsumexp(s, axis=1))
mbeta = optimize.minimize_scalar(mloss, bounds=(1e-2, 10), method="bounded", options={"xatol": 1e-13}).x

json.dump({"versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
  "bootstrap": {"estimate": float(np.mean(data)), "jackknife": jack, "level": 0.9, **boot},
  "normal": {"x": r(np.linspace(-6, 6, 25)), "cdf": r(stats.norm.cdf(np.linspace(-6, 6, 25)))},
  "binary": {"y": y.tolist(), "p": r(p), "temperature": float(1 / beta), "isotonic_at": r(q), "isotonic": r(iso.predict(q)),
             "reliability_share": r(share), "reliability_mean": r(mean), "ece": float(ece)},
  "multi": {"y": k.tolist(), "p": r(P), "temperature": float(1 / mbeta), "log_loss": float(metrics.log_loss(k, P)),
            "brier": float(np.mean(np.sum((P - np.eye(3)[k]) ** 2, axis=1))),
            "macro_auroc": float(metrics.roc_auc_score(k, P, multi_class="ovr")),
            "auroc_each": [float(metrics.roc_auc_score(k == c, P[:, c])) for c in range(3)],
            "ap_each": [float(metrics.average_precision_score(k == c, P[:, c])) for c in range(3)],
            "precision_macro": float(metrics.precision_score(k, P.argmax(1), average="macro")),
            "recall_weighted": float(metrics.recall_score(k, P.argmax(1), average="weighted")),
            "balanced_accuracy": float(metrics.balanced_accuracy_score(k, P.argmax(1)))}},
  open("evaluation.json", "w"), separators=(",", ":"))
