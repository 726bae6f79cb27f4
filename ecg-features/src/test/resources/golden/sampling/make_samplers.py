"""What imbalanced-learn 0.10 does with the points of cleaners.json: indices kept by more deterministic samplers, numbers of
examples that each strategy asks for, who is in danger for borderline SMOTE, how many examples ADASYN starts where.
/usr/bin/python3 make_samplers.py   (Debian: python3-imblearn)"""
import json
from collections import Counter
import imblearn, numpy as np, sklearn
from imblearn.over_sampling import ADASYN, BorderlineSMOTE
from imblearn.under_sampling import EditedNearestNeighbours, NearMiss, TomekLinks
from imblearn.utils import check_sampling_strategy
from sklearn.neighbors import NearestNeighbors

points = json.load(open("cleaners.json"))
x, y = np.array(points["x"]), np.array(points["y"])
out = {"versions": {"imblearn": imblearn.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__}}

out["kept_indices"] = {}
for text in ["NearMiss(version=2)", "NearMiss(version=3)", "NearMiss(version=1, sampling_strategy='majority')",
             "NearMiss(version=2, sampling_strategy={0: 70, 1: 41})", "NearMiss(version=3, sampling_strategy={0: 12, 1: 20})",
             "EditedNearestNeighbours(sampling_strategy='all')", "EditedNearestNeighbours(sampling_strategy='majority', n_neighbors=1)",
             "EditedNearestNeighbours(sampling_strategy='not majority', n_neighbors=7)",
             "EditedNearestNeighbours(sampling_strategy='all', kind_sel='mode', n_neighbors=4)",
             "EditedNearestNeighbours(sampling_strategy=[2], kind_sel='mode')",
             "TomekLinks(sampling_strategy='majority')", "TomekLinks(sampling_strategy='not majority')"]:
    sampler = eval(text)
    sampler.fit_resample(x, y)
    out["kept_indices"][text] = sorted(int(i) for i in sampler.sample_indices_)

# Examples of classes 0, 1, 2 after over- or under-sampling by a strategy; null where imbalanced-learn refuses it.
out["counts"] = {"over": {}, "under": {}}
for way, kind in [("over", "over-sampling"), ("under", "under-sampling")]:
    for strategy in ["auto", "minority", "majority", "not minority", "not majority", "all"]:
        try:
            asked = check_sampling_strategy(strategy, y, kind)
        except ValueError:
            out["counts"][way][strategy] = None
            continue
        have = Counter(y.tolist())
        out["counts"][way][strategy] = [int(have[c] + asked.get(c, 0) if way == "over" else asked.get(c, have[c])) for c in range(3)]

# Rows of classes 1 and 2 that borderline SMOTE starts from.
borderline = BorderlineSMOTE()
borderline._validate_estimator()
everything = NearestNeighbors(n_neighbors=11).fit(x)
out["in_danger"] = {}
for c in (1, 2):
    rows = np.flatnonzero(y == c)
    out["in_danger"][c] = rows[borderline._in_danger_noise(everything, x[rows], c, y)].tolist()

adasyn = ADASYN(random_state=0)
_, labels = adasyn.fit_resample(x, y)
out["adasyn_counts"] = [int(n) for n in np.bincount(labels)]

json.dump(out, open("samplers.json", "w"), separators=(",", ":"))
print({k: len(v) for k, v in out["kept_indices"].items()}, out["counts"], {c: len(v) for c, v in out["in_danger"].items()}, out["adasyn_counts"])
