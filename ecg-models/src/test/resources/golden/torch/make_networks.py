"""Every network of org.ecg4j.models written in PyTorch, with small shapes: outputs, gradients and running statistics
under given weights, and the parameter counts and output shapes of the full sizes.
python make_networks.py [CASE ...]   (PyTorch and NumPy; versions are in networks.json, which is written without CASE)
One net_*.npz a case: `x.<part>` inputs without batch axes merged, `w.<name>` the state dict before, `y` the output in
training mode, `v`, `g.<name>` and `gx.<part>` gradients of sum(y*v), `r.<name>` running statistics after it, `y_eval`
the output in evaluation mode after it."""
import json, sys, numpy as np, torch, torch.nn as nn, torch.nn.functional as F

ACT = {"relu": F.relu, "leaky_relu": F.leaky_relu, "elu": F.elu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "identity": lambda x: x}

def channels_first(parts):  # (batch, lead, [frequency,] time) -> (batch, channel, time)
    return torch.cat([p.reshape(p.shape[0], -1, p.shape[-1]) for p in parts], 1)

def steps_first(parts, axis):
    if axis == "time":
        return channels_first(parts).transpose(1, 2)
    return torch.cat([p.transpose(1, 2).reshape(p.shape[0], p.shape[2], -1) for p in parts], 2)

class Attention(nn.Module):
    def __init__(s, features, units):
        super().__init__(); s.project = nn.Linear(features, units); s.score = nn.Linear(units, 1, bias=False)
    def forward(s, x):
        a = torch.softmax(s.score(torch.tanh(s.project(x))), 1)
        return (a * x).sum(1)

class GruBefore(nn.Module):
    """The reset gate acts on the state before the recurrent product (Cho et al. 2014), written out."""
    def __init__(s, i, h, layers, bi):
        super().__init__(); s.h, s.layers, s.bi = h, layers, bi
        like = nn.GRU(i, h, layers, bidirectional=bi)
        for n, p in like.named_parameters(): s.register_parameter(n, nn.Parameter(p.detach().clone()))
    def one(s, x, sfx, reverse):
        wi, wh, bi, bh = (getattr(s, n + sfx) for n in ("weight_ih", "weight_hh", "bias_ih", "bias_hh"))
        h, out, H = x.new_zeros(x.shape[0], s.h), [None] * x.shape[1], s.h
        for t in (reversed(range(x.shape[1])) if reverse else range(x.shape[1])):
            gi = x[:, t] @ wi.T + bi
            r = torch.sigmoid(gi[:, :H] + h @ wh[:H].T + bh[:H]); z = torch.sigmoid(gi[:, H:2*H] + h @ wh[H:2*H].T + bh[H:2*H])
            n = torch.tanh(gi[:, 2*H:] + (r * h) @ wh[2*H:].T + bh[2*H:]); h = (1 - z) * n + z * h; out[t] = h
        return torch.stack(out, 1)
    def forward(s, x):
        for l in range(s.layers):
            x = torch.cat([s.one(x, f"_l{l}" + ("_reverse" if d else ""), bool(d)) for d in range(2 if s.bi else 1)], 2)
        return x, None

class Body(nn.Module):
    """A network without its output layer; `width` is how many features it gives."""
    def probe(s, *parts):
        s.eval()
        with torch.no_grad(): s.width = s.body([torch.zeros(2, *p) for p in parts]).shape[1]

class Recurrent(Body):
    def __init__(s, kind, parts, hidden, layers=1, bi=True, read="flatten", axis="time", before=False):
        super().__init__(); i = steps_first([torch.zeros(1, *p) for p in parts], axis).shape[2]
        rnn = GruBefore(i, hidden, layers, bi) if before else getattr(nn, kind.upper())(i, hidden, layers, batch_first=True, bidirectional=bi)
        s.add_module(kind, rnn); s.kind, s.read, s.axis = kind, read, axis
        if read == "attention": s.attention = Attention(hidden * (2 if bi else 1), hidden * (2 if bi else 1))
        s.probe(*parts)
    def body(s, parts):
        o, _ = getattr(s, s.kind)(steps_first(parts, s.axis))
        if s.read == "attention": return s.attention(o)
        return {"flatten": o.flatten(1), "last_step": o[:, -1], "mean": o.mean(1)}[s.read]

def conv_blocks(s, x, n, norm, act, pool, size):
    for i in range(1, n + 1):
        x = getattr(s, f"conv{i}")(x)
        if norm: x = getattr(s, f"bn{i}")(x)
        x = act(x)
        if size > 1: x = (F.max_pool1d if pool == "max" else F.avg_pool1d)(x, size)
    return x

def add_convs(s, c, channels, kernel, norm):
    for i, o in enumerate(channels, 1):
        s.add_module(f"conv{i}", nn.Conv1d(c, o, kernel, padding=kernel // 2)); c = o
        if norm: s.add_module(f"bn{i}", nn.BatchNorm1d(o))

class Cnn(Body):
    def __init__(s, parts, channels=(32, 64), kernel=3, pool="max", size=2, norm=False, act="relu", dense=((128, "relu"),)):
        super().__init__(); s.cfg = (len(channels), norm, ACT[act], pool, size); s.acts = []
        add_convs(s, channels_first([torch.zeros(1, *p) for p in parts]).shape[1], channels, kernel, norm)
        s.probe(*parts); w = s.width
        for i, (u, a) in enumerate(dense, 1): s.add_module(f"fc{i}", nn.Linear(w, u)); s.acts.append(ACT[a]); w = u
        s.width = w
    def body(s, parts):
        x = conv_blocks(s, channels_first(parts), *s.cfg).flatten(1)
        for i, a in enumerate(s.acts, 1): x = a(getattr(s, f"fc{i}")(x))
        return x

class AlexNet(Body):
    def __init__(s, parts, width=96, dense=512, stride=4, compact=False):
        super().__init__(); c = channels_first([torch.zeros(1, *p) for p in parts]).shape[1]; w = width; s.compact = compact; s.fc6 = None
        s.conv1 = nn.Conv1d(c, w, 11, stride=stride, padding=2); s.conv2 = nn.Conv1d(w, w * 8 // 3, 5, padding=2)
        s.conv3 = nn.Conv1d(w * 8 // 3, w * 4, 3, padding=1)
        if not compact: s.conv4 = nn.Conv1d(w * 4, w * 4, 3, padding=1); s.conv5 = nn.Conv1d(w * 4, w * 8 // 3, 3, padding=1)
        s.probe(*parts)
        if not compact:
            del s.fc6; s.fc6 = nn.Linear(s.width, dense); s.fc7 = nn.Linear(dense, dense); s.width = dense
    def body(s, parts):
        p = lambda x: F.max_pool1d(x, 3, 2)
        x = F.relu(s.conv3(p(F.relu(s.conv2(p(F.relu(s.conv1(channels_first(parts)))))))))
        if s.compact: return x.flatten(1)
        x = p(F.relu(s.conv5(F.relu(s.conv4(x))))).flatten(1)
        return x if s.fc6 is None else F.relu(s.fc7(F.relu(s.fc6(x))))

class Block(nn.Module):
    def __init__(s, i, o, k, stride):
        super().__init__(); s.conv1 = nn.Conv1d(i, o, k, stride, k // 2, bias=False); s.bn1 = nn.BatchNorm1d(o)
        s.conv2 = nn.Conv1d(o, o, k, 1, k // 2, bias=False); s.bn2 = nn.BatchNorm1d(o)
        if stride > 1 or i != o: s.downsample = nn.Sequential(nn.Conv1d(i, o, 1, stride, bias=False), nn.BatchNorm1d(o))
        else: s.downsample = nn.Identity()
    def forward(s, x):
        return F.relu(s.bn2(s.conv2(F.relu(s.bn1(s.conv1(x))))) + s.downsample(x))

class ResNet(Body):
    def __init__(s, parts, channels=(32, 64, 128), blocks=2, kernel=5, stem=7, stride=2):
        super().__init__(); c = channels_first([torch.zeros(1, *p) for p in parts]).shape[1]; s.n = len(channels)
        s.conv1 = nn.Conv1d(c, channels[0], stem, stride, stem // 2, bias=False); s.bn1 = nn.BatchNorm1d(channels[0]); i = channels[0]
        for n, o in enumerate(channels):
            bs = []
            for b in range(blocks): bs.append(Block(i, o, kernel, 2 if n and not b else 1)); i = o
            s.add_module(f"layer{n+1}", nn.Sequential(*bs))
        s.probe(*parts)
    def body(s, parts):
        x = F.relu(s.bn1(s.conv1(channels_first(parts))))
        for n in range(s.n): x = getattr(s, f"layer{n+1}")(x)
        return x.mean(2)

class CnnGru(Body):
    def __init__(s, parts, channels=(32, 64), kernel=5, pool="max", size=2, layers=1, hidden=64):
        super().__init__(); s.cfg = (len(channels), True, F.relu, pool, size)
        add_convs(s, channels_first([torch.zeros(1, *p) for p in parts]).shape[1], channels, kernel, True)
        s.gru = nn.GRU(channels[-1], hidden, layers, batch_first=True, bidirectional=True); s.attention = Attention(2 * hidden, 2 * hidden)
        s.probe(*parts)
    def body(s, parts):
        o, _ = s.gru(conv_blocks(s, channels_first(parts), *s.cfg).transpose(1, 2)); return s.attention(o)

class Fusion(Body):
    def __init__(s, waveform, nfeatures, parts, units=(32, 32), joint=64):
        super().__init__(); s.waveform = waveform; w = nfeatures; s.features = nn.Module(); s.n = len(units)
        for i, u in enumerate(units, 1): s.features.add_module(f"fc{i}", nn.Linear(w, u)); w = u
        s.joint = nn.Linear(waveform.width + w, joint); s.width = joint
    def body(s, parts):
        waves, feats = [p for p in parts if p.dim() > 2], torch.cat([p for p in parts if p.dim() == 2], 1)
        for i in range(1, s.n + 1): feats = F.relu(getattr(s.features, f"fc{i}")(feats))
        return F.relu(s.joint(torch.cat([s.waveform.body(waves), feats], 1)))

class Dense(Body):
    def __init__(s, parts, units):
        super().__init__(); w = sum(int(np.prod(p)) for p in parts); s.n = len(units); s.width = units[-1]
        for i, u in enumerate(units, 1): s.add_module(f"fc{i}", nn.Linear(w, u)); w = u
    def body(s, parts):
        x = torch.cat([p.flatten(1) for p in parts], 1)
        for i in range(1, s.n + 1): x = F.relu(getattr(s, f"fc{i}")(x))
        return x

class Net(nn.Module):
    def __init__(s, body, outputs):
        super().__init__(); s.inner = body; s.output = nn.Linear(body.width, outputs)
    def forward(s, parts): return s.output(s.inner.body(parts))

def state(net):  # state dict order, under the names the Java side uses
    return {k.removeprefix("inner."): t for k, t in net.state_dict().items() if not k.endswith("num_batches_tracked")}

def count(net): return sum(p.numel() for p in net.parameters())

SIG, SPEC, TWO = {"signal": (2, 40)}, {"spectrogram": (1, 5, 12)}, {"spectrogram": (2, 5, 12)}
JOINED = {"signal": (2, 12), "spectrogram": (1, 5, 12)}; FEAT = {"signal": (2, 40), "rr": (4,), "shape": (3,)}; ALEX = {"spectrogram": (1, 5, 46)}
VECTORS = {"rr": (4,), "shape": (3,)}; BEATS = {"neighbours": (3, 5), "rr": (4,)}; SEQUENCE = {"neighbours": (6, 9)}
V = lambda p: list(p.values())
cases = {
    "bilstm_flatten": (Recurrent("lstm", V(SPEC), 4), SPEC, 1),
    "bilstm_2layers_mean_5classes": (Recurrent("lstm", V(TWO), 4, 2, read="mean"), TWO, 5),
    "bilstm_frequency_attention": (Recurrent("lstm", V(TWO), 4, read="attention", axis="frequency"), TWO, 1),
    "bilstm_signal_last": (Recurrent("lstm", V(SIG), 4, read="last_step"), SIG, 1),
    "bilstm_two_parts": (Recurrent("lstm", V(JOINED), 4), JOINED, 1),
    "gru_fused_flatten": (Recurrent("gru", V(SPEC), 4, 2), SPEC, 1),
    "gru_after_uni_last": (Recurrent("gru", V(TWO), 4, 2, False, "last_step"), TWO, 1),
    "gru_after_bi": (Recurrent("gru", V(SPEC), 4, 2), SPEC, 3),
    "gru_before_uni_mean": (Recurrent("gru", V(SPEC), 4, 1, False, "mean", before=True), SPEC, 1),
    "gru_before_bi": (Recurrent("gru", V(SPEC), 4, 2, before=True), SPEC, 1),
    "cnn": (Cnn(V(SPEC), (4, 6), dense=((8, "relu"),)), SPEC, 1),
    "cnn_deep": (Cnn(V(TWO), (4, 6, 5), 5, "average", 2, True, "elu", ((8, "tanh"), (6, "leaky_relu"))), TWO, 4),
    "cnn_signal_unpooled": (Cnn(V(SIG), (3,), 7, "max", 1, True, "sigmoid", ()), SIG, 1),
    "alexnet": (AlexNet(V(ALEX), 3, 8, 2), ALEX, 1),
    "alexnet_5classes": (AlexNet([(1, 150)], 3, 8, 4), {"signal": (1, 150)}, 5),
    "alexnet_compact": (AlexNet(V(ALEX), 6, compact=True), ALEX, 1),
    "resnet1d": (ResNet(V(SPEC), (4, 6, 8), 2, 3, 5, 2), SPEC, 1),
    "resnet1d_signal": (ResNet(V(SIG), (4, 6), 1, 5, 7, 1), SIG, 3),
    "cnngru": (CnnGru(V(SPEC), (4, 6), 3, hidden=4), SPEC, 1),
    "cnngru_signal": (CnnGru(V(SIG), (4,), 5, "average", 2, 2, 3), SIG, 3),
    "fusion": (Fusion(CnnGru([(2, 40)], (4, 6), 3, hidden=4), 7, V(FEAT), (5, 6), 8), FEAT, 1),
    "fusion_cnn": (Fusion(Cnn([(2, 40)], (3, 4), dense=((5, "relu"),)), 7, V(FEAT), (5,), 6), FEAT, 3),
    "dense": (Dense(V(VECTORS), (6, 5)), VECTORS, 1),
    "dense_neighbours": (Dense(V(BEATS), (7,)), BEATS, 3),
    "gru_neighbours": (Recurrent("gru", V(SEQUENCE), 4, read="mean"), SEQUENCE, 1),
}

if __name__ == "__main__":
    torch.manual_seed(20261123); torch.set_default_dtype(torch.float32); batch = 3
    for name, (body, parts, outputs) in cases.items():
        if sys.argv[1:] and name not in sys.argv[1:]: continue
        net = Net(body, outputs); net.train()
        for m in net.modules():  # statistics and scales that differ from their start, so that mixing them up shows
            if isinstance(m, nn.BatchNorm1d):
                for t, lo in ((m.weight, .5), (m.bias, -.5), (m.running_mean, -.3), (m.running_var, .5)): t.data.uniform_(lo, lo + 1)
        w = {k: t.detach().clone() for k, t in state(net).items()}
        xs = [torch.randn(batch, *p, requires_grad=True) for p in parts.values()]; y = net(xs); v = torch.randn_like(y); (y * v).sum().backward()
        d = {f"x.{n}": x for n, x in zip(parts, xs)} | {"w." + k: t for k, t in w.items()} | {"y": y, "v": v}
        d |= {f"gx.{n}": x.grad for n, x in zip(parts, xs)} | {"g." + k.removeprefix("inner."): p.grad for k, p in net.named_parameters()}
        d |= {"r." + k: t for k, t in state(net).items() if "running" in k}; net.eval(); d["y_eval"] = net(xs)
        np.savez("net_" + name + ".npz", **{k: t.detach().numpy() for k, t in d.items()})
    if sys.argv[1:]: sys.exit()
    real = {"spectrogram": [(1, 33, 46)], "signal": [(1, 1440)], "two leads": [(2, 33, 46)]}
    full = {}
    for shape, parts in real.items():
        for kind, body in {"bilstm": Recurrent("lstm", parts, 64), "gru": Recurrent("gru", parts, 64), "cnn": Cnn(parts), "resnet1d": ResNet(parts), "cnngru": CnnGru(parts),
                           "alexnet": AlexNet(parts, stride=2 if parts[0][-1] == 46 else 4), "alexnet 4096": AlexNet(parts, dense=4096, stride=2 if parts[0][-1] == 46 else 4),
                           "alexnet compact": AlexNet(parts, stride=4, compact=True),
                           "fusion": Fusion(CnnGru(parts), 4, parts)}.items():
            for k in (1, 5): full[f"{kind} / {shape} / {k}"] = count(Net(body, k))
    nb = [(33, 46)]; nbs = [(1, 33, 46)]
    full |= {"course bilstm": count(Net(Recurrent("lstm", nbs, 64, read="last_step", axis="frequency"), 1)), "course cnn": count(Net(Cnn(nbs), 1)),
             "course alexnet": count(Net(AlexNet(nbs, compact=True), 1)), "course gru": count(Net(Recurrent("gru", nbs, 128, 2, False, "last_step", "frequency"), 1))}
    json.dump({"versions": {"torch": torch.__version__, "numpy": np.__version__}, "parameters": full}, open("networks.json", "w"), indent=1)
