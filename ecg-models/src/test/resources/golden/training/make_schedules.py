"""Learning rates of PyTorch's schedulers at base rate 1: python make_schedules.py  (writes schedules.json)
20 steps; StepLR and ReduceLROnPlateau are per epoch of 4 steps."""
import json, torch
def run(make, n):
    p = torch.nn.Parameter(torch.zeros(1)); o = torch.optim.SGD([p], lr=1.0); s = make(o); out = []
    for _ in range(n):
        out.append(o.param_groups[0]["lr"]); o.step(); s.step()
    return out
S = torch.optim.lr_scheduler
d = {"torch": torch.__version__, "cosine 20 steps to 0.1": run(lambda o: S.CosineAnnealingLR(o, 20, eta_min=0.1), 20),
     "one cycle 20 steps": run(lambda o: S.OneCycleLR(o, max_lr=1.0, total_steps=20, cycle_momentum=False), 20),
     "step 2 epochs 0.5": run(lambda o: S.StepLR(o, 2, 0.5), 6)}
p = torch.nn.Parameter(torch.zeros(1)); o = torch.optim.SGD([p], lr=1.0); s = S.ReduceLROnPlateau(o, factor=0.5, patience=1, threshold=0)
losses = [1.0, 0.9, 0.95, 0.92, 0.93, 0.8, 0.85, 0.86, 0.87, 0.88]; rates = []
for l in losses:
    rates.append(o.param_groups[0]["lr"]); o.step(); s.step(l)
d["plateau losses"] = losses; d["plateau 0.5 patience 1"] = rates
json.dump(d, open("schedules.json", "w"))
