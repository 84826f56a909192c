# SPDX-License-Identifier: Apache-2.0
"""The training kernels against plain PyTorch in float64, and that a resumed run equals an uninterrupted one.

Needs PyTorch and a C++ compiler for an AVX-512 machine; without them everything is skipped, because training is never
needed to run the program.  Run: python3 tests/training/test_gradients.py
"""
import sys
import tempfile
import unittest
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[2] / "models" / "training"
sys.path.insert(0, str(TRAINING))
MISSING = None
try:
    import torch
    import torch.nn.functional as F
except ImportError:
    MISSING = "PyTorch is not installed"
if MISSING is None:
    try:
        import kernels
        import model as models
        import train
    except Exception as error:  # no compiler, or not an AVX-512 machine
        MISSING = f"the kernels cannot be built or loaded here ({error})"


if MISSING is None:
    from plain_spike import Spike


def plain_norm_mix(x, gain, bias, mixes, previous):
    y = F.layer_norm(x, x.shape[-1:], gain, bias)
    before = torch.cat([previous.unsqueeze(1), y[:, :-1]], 1)
    return [y * m + before * (1 - m) for m in mixes], y[:, -1]


def plain_wkv(k, v, r, w, u, state):
    a, b, p = state.unbind(1)
    out = []
    for t in range(k.shape[1]):
        kt, vt = k[:, t], v[:, t]
        q = torch.maximum(p, u + kt)
        e1, e2 = torch.exp(p - q), torch.exp(u + kt - q)
        out.append((e1 * a + e2 * vt) / (e1 * b + e2))
        q = torch.maximum(p + w, kt)
        e1, e2 = torch.exp(p + w - q), torch.exp(kt - q)
        a, b, p = e1 * a + e2 * vt, e1 * b + e2, q
    return torch.sigmoid(r) * torch.stack(out, 1), torch.stack([a, b, p], 1)


def plain_neuron(x, value, r, spiking, membrane, detach_reset):
    z = value if r is None else torch.sigmoid(r) * value
    on = spiking.bool().unsqueeze(1)
    out, v = [], membrane
    for t in range(z.shape[1]):
        h = v + (z[:, t] - v) / 2
        s = Spike.apply(h - 1)
        v = torch.where(on, (1 - (s.detach() if detach_reset else s)) * h, v)
        out.append(torch.where(on, s, z[:, t]))
    return x + torch.stack(out, 1), v


def plain_forward(p, layers, tokens, choice, state):
    """The spec's forward pass, written out; returns the logits."""
    C = p["emb.weight"].shape[1]
    e = F.embedding(tokens, p["emb.weight"])
    x = torch.where(choice[:, 0].bool().view(-1, 1, 1), Spike.apply(e), e)
    x = F.layer_norm(x, (C,), p["blocks.0.ln0.weight"], p["blocks.0.ln0.bias"])
    for i in range(layers):
        n = f"blocks.{i}."
        (k, v, r), _ = plain_norm_mix(x, p[n + "ln1.weight"], p[n + "ln1.bias"],
                                      [p[n + "att.time_mix_" + c].view(C) for c in "kvr"], state.shift[i, 0].double())
        k, v, r = k @ p[n + "att.key.weight"].t(), v @ p[n + "att.value.weight"].t(), r @ p[n + "att.receptance.weight"].t()
        y, _ = plain_wkv(k, v, r, -torch.exp(p[n + "att.time_decay"]), p[n + "att.time_first"], state.wkv[i].double())
        x, _ = plain_neuron(x, y @ p[n + "att.output.weight"].t(), None, choice[:, 1 + 2 * i], state.membrane[i, 0].double(),
                            False)
        (k, r), _ = plain_norm_mix(x, p[n + "ln2.weight"], p[n + "ln2.bias"],
                                   [p[n + "ffn.time_mix_" + c].view(C) for c in "kr"], state.shift[i, 1].double())
        k = torch.relu(k @ p[n + "ffn.key.weight"].t()) ** 2 @ p[n + "ffn.value.weight"].t()
        x, _ = plain_neuron(x, k, r @ p[n + "ffn.receptance.weight"].t(), choice[:, 2 + 2 * i],
                            state.membrane[i, 1].double(), False)
    return F.layer_norm(x, (C,), p["ln_out.weight"], p["ln_out.bias"]) @ p["head.weight"].t()


@unittest.skipIf(MISSING, MISSING)
class Kernels(unittest.TestCase):
    SHAPES = [(1, 1, 1), (2, 3, 5), (3, 17, 37), (4, 9, 256)]  # batch, tokens, width

    def setUp(self):
        torch.manual_seed(7)

    def compare(self, ours, plain, inputs, others, tolerance=2e-4):
        """Both functions return (differentiable outputs, other outputs); gradients are those of a random weighting."""
        single = [i.detach().clone().requires_grad_() for i in inputs]
        double = [i.detach().double().requires_grad_() for i in inputs]
        got, got_rest = ours(*single, *others)
        want, want_rest = plain(*double, *[o.double() if torch.is_tensor(o) and o.is_floating_point() else o for o in others])
        for a, b in zip([*got, *got_rest], [*want, *want_rest]):
            self.assertEqual(a.shape, b.shape)
            self.assertLess((a - b).abs().max().item(), tolerance * (1 + b.abs().max().item()))
        weights = [torch.randn(g.shape) for g in got]
        sum((g * w).sum() for g, w in zip(got, weights)).backward()
        sum((g * w.double()).sum() for g, w in zip(want, weights)).backward()
        for i, (a, b) in enumerate((a, b) for a, b in zip(single, double) if b.grad is not None):
            self.assertLess((a.grad - b.grad).abs().max().item(), tolerance * (1 + b.grad.abs().max().item()), f"input {i}")

    def test_norm_mix(self):
        for B, T, C in self.SHAPES[1:]:
            for J in (1, 2, 3):
                with self.subTest(shape=(B, T, C), mixes=J):
                    def ours(x, gain, bias, mixes, previous):
                        *out, last = kernels.NormMix.apply(x, gain, bias, mixes, previous)
                        return out, [last]

                    def plain(x, gain, bias, mixes, previous):
                        out, last = plain_norm_mix(x, gain, bias, mixes, previous)
                        return out, [last]
                    self.compare(ours, plain, [torch.randn(B, T, C), torch.randn(C), torch.randn(C), torch.rand(J, C)],
                                 [torch.randn(B, C)])

    def test_wkv(self):
        for B, T, C in self.SHAPES:
            for carried in (False, True):
                with self.subTest(shape=(B, T, C), carried=carried):
                    state = torch.zeros(B, 3, C)
                    state[:, 2] = -1e30
                    if carried:
                        state = torch.stack([torch.randn(B, C), torch.rand(B, C) + 0.5, torch.randn(B, C)], 1)

                    def ours(*a):
                        out, after = kernels.GatedWkv.apply(*a)
                        return [out], [after]

                    def plain(*a):
                        out, after = plain_wkv(*a)
                        return [out], [after]
                    inputs = [2 * torch.randn(B, T, C), torch.randn(B, T, C), torch.randn(B, T, C),
                              -torch.exp(2 * torch.randn(C)), torch.randn(C)]
                    self.compare(ours, plain, inputs, [state])

    def test_wkv_is_stable_for_large_keys(self):
        k = (80 * torch.randn(2, 20, 16)).requires_grad_()
        state = torch.zeros(2, 3, 16)
        state[:, 2] = -1e30
        out, after = kernels.GatedWkv.apply(k, torch.randn(2, 20, 16), torch.randn(2, 20, 16), -torch.ones(16),
                                            torch.ones(16), state)
        out.sum().backward()
        for value in (out, after, k.grad):
            self.assertTrue(torch.isfinite(value).all())

    def test_neuron(self):
        for B, T, C in self.SHAPES:
            for gated in (False, True):
                for detach in (False, True):
                    with self.subTest(shape=(B, T, C), gated=gated, detach=detach):
                        spiking = (torch.arange(B) % 2 == 0).to(torch.uint8)
                        x, value, r = torch.randn(B, T, C), 3 * torch.randn(B, T, C), torch.randn(B, T, C)
                        membrane = torch.rand(B, C)

                        def ours(x, value, *rest):
                            r, membrane = rest if gated else (None, *rest)
                            out, after, spikes = kernels.Neuron.apply(x, value, r, spiking, membrane, 0, 0.0, detach)
                            fired = (out - x)[spiking.bool()].sum()
                            self.assertLess(abs(spikes.sum().item() - fired.item()), 1e-3 * (1 + abs(fired.item())))
                            return [out], [after]

                        def plain(x, value, *rest):
                            r, membrane = rest if gated else (None, *rest)
                            out, after = plain_neuron(x, value, r, spiking, membrane, detach)
                            return [out], [after]
                        self.compare(ours, plain, [x, value, r] if gated else [x, value], [membrane])

    def test_analog_sequences_leave_the_membrane_alone(self):
        membrane = torch.rand(2, 8)
        spiking = torch.tensor([0, 1], dtype=torch.uint8)
        _, after, spikes = kernels.Neuron.apply(torch.zeros(2, 5, 8), 9 * torch.ones(2, 5, 8), None, spiking, membrane, 0, 0.0,
                                                False)
        self.assertTrue(torch.equal(after[0], membrane[0]))
        self.assertEqual(spikes.tolist(), [0.0, 40.0])

    def test_dropout_keeps_the_mean_and_masks_the_gradient_alike(self):
        value = torch.ones(8, 64, 64, requires_grad=True)
        out, *_ = kernels.Neuron.apply(torch.zeros(8, 64, 64), value, None, torch.zeros(8, dtype=torch.uint8),
                                       torch.zeros(8, 64), 12345, 0.25, False)
        out.sum().backward()
        self.assertTrue(torch.equal(out.detach(), value.grad))
        self.assertAlmostEqual((out == 0).float().mean().item(), 0.25, delta=0.01)
        self.assertAlmostEqual(out.mean().item(), 1.0, delta=0.02)

    def test_squared_relu(self):
        self.compare(lambda k: ([kernels.SquaredRelu.apply(k)], []), lambda k: ([torch.relu(k) ** 2], []),
                     [torch.randn(3, 7, 1001)], [])

    def test_heaviside(self):
        self.compare(lambda k: ([kernels.Heaviside.apply(k)], []), lambda k: ([Spike.apply(k)], []), [torch.randn(9, 5)], [])

    def test_product(self):
        for rows, width, out in ((1, 1, 1), (5, 3, 2), (37, 300, 78), (401, 256, 513), (700, 64, 33)):
            with self.subTest(rows=rows, width=width, out=out):
                self.compare(lambda z, w: ([kernels.Product.apply(z, w)], []), lambda z, w: ([z @ w.t()], []),
                             [torch.randn(1, rows, width), torch.randn(out, width)], [])

    def test_results_do_not_depend_on_the_number_of_threads(self):
        z, weight = torch.randn(1, 333, 64), torch.randn(50, 64)
        threads = torch.get_num_threads()
        results = []
        for count in (1, 2):
            torch.set_num_threads(count)
            results.append(kernels.Product.apply(z, weight))
        torch.set_num_threads(threads)
        self.assertTrue(torch.equal(*results))


@unittest.skipIf(MISSING, MISSING)
class WholeNetwork(unittest.TestCase):
    def test_gradients_and_logits(self):
        torch.manual_seed(3)
        network = models.Model(11, 32, 2)
        network.initialise(5)
        tokens, targets = torch.randint(11, (4, 12)), torch.randint(11, (4, 12))
        choice = torch.tensor([[1] * 5, [0] * 5, [1, 0, 1, 0, 1], [0, 1, 1, 0, 0]], dtype=torch.uint8)
        state = models.State(4, 2, 32)
        with torch.no_grad():
            network.forward(tokens.flip(1).contiguous(), choice, state)  # a state that is not zero
        double = {k: v.detach().double().requires_grad_() for k, v in network.parameters.items()}
        want = plain_forward(double, 2, tokens, choice, state)
        F.cross_entropy(want.view(-1, 11), targets.view(-1)).backward()
        got, _ = network.forward(tokens, choice, state)
        self.assertLess((got - want).abs().max().item(), 1e-4)
        F.cross_entropy(got.view(-1, 11), targets.view(-1)).backward()
        for name, value in network.parameters.items():
            error = (value.grad - double[name].grad).abs().max().item()
            self.assertLess(error, 1e-6 + 1e-3 * double[name].grad.abs().max().item(), name)

    def test_chunks_equal_one_pass(self):
        network = models.Model(11, 32, 2)
        network.initialise(5)
        tokens = torch.randint(11, (2, 20), generator=torch.Generator().manual_seed(1))
        choice = torch.tensor([[1] * 5, [0, 1, 0, 0, 1]], dtype=torch.uint8)
        with torch.no_grad():
            whole, _ = network.forward(tokens, choice, models.State(2, 2, 32))
            state = models.State(2, 2, 32)
            pieces = [network.forward(p.contiguous(), choice, state)[0] for p in tokens.split([7, 1, 12], 1)]
        self.assertLess((whole - torch.cat(pieces, 1)).abs().max().item(), 1e-5)


@unittest.skipIf(MISSING, MISSING)
class Resuming(unittest.TestCase):
    def trainer(self, folder):
        path = Path(folder) / "text.txt"
        path.write_text("The quick brown fox jumps over the lazy dog. " * 60, encoding="utf-8")
        options = train.arguments(["--text", str(path), "--layers", "2", "--width", "16", "--batch", "4", "--shards", "2", "--chunk", "8",
                                   "--mean-chunks", "3", "--warmup", "2", "--dropout", "0.1", "--threads", "2"])
        return train.Trainer(options, train.data.Text(path))

    def test_resumed_run_equals_an_uninterrupted_one(self):
        with tempfile.TemporaryDirectory() as folder:
            whole = self.trainer(folder)
            for _ in range(9):
                whole.step()
            first = self.trainer(folder)
            for _ in range(4):
                first.step()
            train.save(Path(folder) / "state.pt", first.content())
            second = self.trainer(folder)
            second.load(torch.load(Path(folder) / "state.pt"))
            for _ in range(5):
                second.step()
            self.assertEqual(second.characters, whole.characters)
            self.assertTrue(torch.equal(second.model.flat, whole.model.flat))
            self.assertTrue(torch.equal(second.second, whole.second))


if __name__ == "__main__":
    unittest.main()
