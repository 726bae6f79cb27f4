"""The four course networks in PyTorch: one epoch of training, and inference."""
import os
import numpy as np
import torch
from torch import nn
from worker import digest, timed


class Recurrent(nn.Module):
    def __init__(self, kind, layer, width):
        super().__init__()
        self.kind = kind
        self.add_module(kind, layer)
        self.output = nn.Linear(width, 1)

    def forward(self, x):
        states, _ = getattr(self, self.kind)(x)
        return self.output(states[:, -1])


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(33, 32, 3, padding=1)
        self.conv2 = nn.Conv1d(32, 64, 3, padding=1)
        self.pool = nn.MaxPool1d(2)
        self.fc1 = nn.Linear(64 * 11, 128)
        self.output = nn.Linear(128, 1)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        return self.output(torch.relu(self.fc1(x.flatten(1))))


class AlexNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv1d(33, 96, 11, stride=4, padding=2)
        self.conv2 = nn.Conv1d(96, 256, 5, padding=2)
        self.conv3 = nn.Conv1d(256, 384, 3, padding=1)
        self.pool = nn.MaxPool1d(3, 2)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(384, 1)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        return self.output(self.dropout(torch.relu(self.conv3(x)).flatten(1)))


def network(name):
    """Each takes (batch, 33 frequencies, 46 times)."""
    if name == "bilstm":
        return Recurrent("lstm", nn.LSTM(46, 64, batch_first=True, bidirectional=True), 128)
    if name == "gru":
        return Recurrent("gru", nn.GRU(46, 128, 2, batch_first=True), 128)
    return {"cnn": Cnn, "alexnet": AlexNet}[name]()


def with_weights(folder, name):
    model = network(name)
    values, at, state = np.fromfile(os.path.join(folder, name + ".f32"), np.float32), 0, {}
    for line in open(os.path.join(folder, name + ".txt")):
        key, shape = line.split()
        shape = tuple(int(n) for n in shape.split(","))
        count = int(np.prod(shape))
        state[key] = torch.from_numpy(values[at:at + count].reshape(shape).copy())
        at += count
    model.load_state_dict(state)
    return model


def examples(folder, count):
    labels = np.fromfile(os.path.join(folder, "labels.i32"), np.int32)[:count]
    rows = np.fromfile(os.path.join(folder, "rows.f32"), np.float32, count=count * 33 * 46)
    return torch.from_numpy(rows.reshape(count, 33, 46)), torch.from_numpy(labels.astype(np.float32))


def plain_epoch(model, adam, x, y, order, batch):
    """The leanest loop: no copy to Python inside a step."""
    loss_of, total = nn.BCEWithLogitsLoss(), torch.zeros(())
    for first in range(0, len(order), batch):
        rows = order[first:first + batch]
        adam.zero_grad()
        loss = loss_of(model(x[rows]).squeeze(1), y[rows])
        loss.backward()
        adam.step()
        total += loss.detach() * len(rows)
    return total.item() / len(order)


def loader_epoch(model, adam, loader):
    """The course notebook's loop."""
    loss_of, total, count = nn.BCEWithLogitsLoss(), 0.0, 0
    for inputs, labels in loader:
        adam.zero_grad()
        loss = loss_of(model(inputs).squeeze(1), labels)
        loss.backward()
        adam.step()
        total += loss.item() * len(labels)
        count += len(labels)
    return total / count


def train_step(folder, name, batch, rows, plain):
    x, y = examples(folder, rows)
    order = torch.from_numpy(np.fromfile(os.path.join(folder, f"order{rows}.i32"), np.int32).astype(np.int64))
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=batch, shuffle=True)

    def epoch(fused):
        torch.manual_seed(1)
        model = with_weights(folder, name).train()
        adam = torch.optim.Adam(model.parameters(), lr=0.001, **({"fused": True} if fused else {}))
        if plain:
            return timed(lambda: plain_epoch(model, adam, x, y, order, batch))
        return timed(lambda: loader_epoch(model, adam, loader))

    def seconds(fused):
        return min(epoch(fused)[0] for _ in range(3))

    # The plain loop may use whichever Adam is faster; the notebook uses the default.
    fused = plain and seconds(True) < seconds(False)

    def step():
        took, loss = epoch(fused)
        return took, {"loss": loss}
    return step


def infer_step(folder, name, batch):
    model = with_weights(folder, name).eval()
    x = examples(folder, 1024 if batch == 1 else 8192)[0].numpy()
    batches = [x[i:i + batch] for i in range(0, len(x), batch)]

    def work():
        with torch.inference_mode():
            return np.concatenate([model(torch.from_numpy(some)).numpy() for some in batches])

    def step():
        took, logits = timed(work)
        return took, digest(logits)
    return step


def step(folder, name, threads):
    torch.set_num_threads(threads)
    parts = name.split("-")
    if parts[0] == "infer":
        return infer_step(folder, parts[1], int(parts[2]))
    return train_step(folder, parts[1], int(parts[2]), int(parts[3]), parts[0] == "train")
