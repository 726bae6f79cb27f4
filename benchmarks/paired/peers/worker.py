"""The peer's side of a comparison: does one repetition of a step for each line `run`, prints what it took as JSON.
python3 worker.py FOLDER STEP THREADS   (FOLDER holds what our side exported)"""
import json, resource, sys, time

import numpy as np


def digest(values):
    """As org.ecg4j.benchmarks.paired.Digest."""
    flat = values.reshape(-1)
    n = flat.size
    sums = {"count": float(n), "mean": float(flat.sum(dtype=np.float64) / n), "square": float(np.einsum("i,i->", flat, flat, dtype=np.float64) / n)}
    for i in range(5):
        place = n * (2 * i + 1) // 10
        sums[f"at{place}"] = float(flat[place])
    return sums


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def serve(step):
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() != "run":
            break
        before = resource.getrusage(resource.RUSAGE_SELF)
        seconds, check = step()
        after = resource.getrusage(resource.RUSAGE_SELF)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(json.dumps({"seconds": seconds, "cpu": cpu, "faults": after.ru_minflt - before.ru_minflt, "check": check}), flush=True)


def main():
    folder, name, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    kind = name.split("-")[0]
    if kind in ("train", "infer", "loader"):
        import networks
        serve(networks.step(folder, name, threads))
    elif kind == "smote":
        import oversampling
        serve(oversampling.step(folder))
    else:
        import signals
        serve(signals.step(folder, name, threads))


if __name__ == "__main__":
    main()
