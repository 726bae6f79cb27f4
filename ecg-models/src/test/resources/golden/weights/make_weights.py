"""Small weight files written by NumPy and by hand after the safetensors format: python make_weights.py"""
import json, struct, numpy as np
try:
    from safetensors.numpy import save_file
except ImportError:
    save_file = None
a = {"fc.weight": np.array([[0, 1.5, -2], [3, 4.25, 1e-30]], np.float32), "fc.bias": np.array([1.401298464324817e-45, -0.0], np.float32), "one": np.array(7, np.float32)}
np.savez("python.npz", **a)
if save_file:
    save_file(a, "python.safetensors")
else:  # the published layout: header length, JSON, data
    h, data = {}, b""
    for k, v in a.items():
        h[k] = {"dtype": "F32", "shape": list(v.shape), "data_offsets": [len(data), len(data) + v.nbytes]}; data += v.tobytes()
    h["__metadata__"] = {"format": "np"}
    j = json.dumps(h).encode(); open("python.safetensors", "wb").write(struct.pack("<Q", len(j)) + j + data)
print("with the safetensors package:", save_file is not None)
