# SPDX-License-Identifier: Apache-2.0
"""SpikeDecoder's training kernels against plain PyTorch in float64; its published names; scoring; a resumed run.

Needs PyTorch and a C++ compiler for an AVX-512 machine; skipped without them.  Run: python3 tests/training/test_decoder.py
"""
import copy
import json
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "models" / "training"
sys.path.insert(0, str(TRAINING))
MISSING = None
try:
    import torch
    import torch.nn.functional as F
except ImportError:
    MISSING = "PyTorch is not installed"
if MISSING is None:
    try:
        import decoder
        import decoder_data
        import decoder_kernels as kernels
        import decoder_train as training
        import ladder
    except Exception as error:  # no compiler, or not an AVX-512 machine
        MISSING = f"the kernels cannot be built or loaded here ({error})"

if MISSING is None:
    from plain_spike import Spike


def plain_lif(x, threshold):
    """x [B, S, T, C]"""
    v, out = torch.zeros_like(x[:, :, 0]), []
    for t in range(x.shape[2]):
        h = v + (x[:, :, t] - v) / 2
        s = Spike.apply(h - threshold)
        v = (1 - s) * h
        out.append(s)
    return torch.stack(out, 2)


def plain_norm(x, gain, bias, batch):
    if not batch:
        return F.layer_norm(x, x.shape[-1:], gain, bias)
    flat = x.reshape(-1, x.shape[-1])
    return ((x - flat.mean(0)) / torch.sqrt(flat.var(0, unbiased=False) + 1e-5)) * gain + bias


def plain_shift(x):
    half = x.shape[-1] // 2
    return torch.cat([F.pad(x[:, :-1, :, :half], (0, 0, 0, 0, 1, 0)), x[..., half:]], -1)


def plain_attention(q, k, v, heads, scale):
    B, S, T, E = q.shape
    q, k, v = (z.view(B, S, T, heads, E // heads).permute(0, 2, 3, 1, 4) for z in (q, k, v))
    scores = q @ k.transpose(-1, -2)
    mask = torch.ones(S, S, dtype=torch.bool).tril()
    if scale is None:
        weights = scores.div((E // heads) ** 0.5).masked_fill(~mask, float("-inf")).softmax(-1)
    else:
        weights = scores.masked_fill(~mask, 0) * scale
    return (weights @ v).permute(0, 3, 1, 2, 4).reshape(B, S, T, E)


def plain_forward(p, o, tokens, choice):
    """The spec's forward pass, written out, on the parameters of `Decoder` in any precision."""
    S, batch = tokens.shape[1], o.normalization == "batch"
    shift = plain_shift if o.shift else lambda x: x

    def linear(x, name):
        return x @ p[name + ".weight"].t() + p[name + ".bias"]

    def norm(x, name):
        return plain_norm(x, p[name + ".weight"], p[name + ".bias"], batch)

    if choice["embedding"] == "snn":
        table = p["embedder.pos_embed.weight"] if o.learned_positions else decoder.static_table(o.window, 30).double()
        x = torch.cat([F.embedding(tokens, Spike.apply(p["embedder.tok_embed.weight"])),
                       Spike.apply(table)[:S].expand(len(tokens), -1, -1)], -1)
    else:
        table = (p["embedder.position_embedding_table.weight"] if o.learned_positions
                 else decoder.static_table(o.window, o.width).double())
        x = F.embedding(tokens, p["embedder.token_embedding_table.weight"]) + table[:S]
    x = x.unsqueeze(2).expand(-1, -1, o.timesteps, -1)
    for i in range(o.blocks):
        spiking = choice[f"blocks.{i}.attention"] == "snn"
        block = f"blocks.{i}.SMHA." if spiking else f"blocks.{i}.NSMHA."
        z = linear(shift(plain_lif(x, p[block + "input_LIF.v_threshold"]) if spiking else x), block + "qkv_L")
        parts = zip(z.chunk(3, -1), p[block + "qkv_Norm.weight"].chunk(3), p[block + "qkv_Norm.bias"].chunk(3))
        parts = [plain_norm(c, gain, bias, batch) for c, gain, bias in parts]
        if spiking:
            parts = [plain_lif(c, th) for c, th in zip(parts, p[block + "qkv_LIF.v_threshold"])]
        a = plain_attention(*parts, o.heads, o.scale if spiking else None)
        if spiking:
            a = plain_lif(a, p[block + "att_LIF.v_threshold"])
        x = x + norm(linear(a, block + "proj_L"), block + "proj_Norm")
        if choice[f"blocks.{i}.mlp"] == "snn":
            block = f"blocks.{i}.MLP.net."
            h = plain_lif(norm(linear(shift(plain_lif(x, p[block + "0.v_threshold"])), block + "2"), block + "3"),
                          p[block + "5.v_threshold"])
            x = x + norm(linear(h, block + "7"), block + "8")
        else:
            block = f"blocks.{i}.NSMLP.net."
            x = x + linear(F.gelu(linear(shift(x), block + "0"), approximate="tanh"), block + "2")
    if choice["head"] == "snn":
        s = plain_lif(x, p["Head.gen_LIF.v_threshold"])
        return linear(s.flatten(2) if o.concatenate else s.mean(2), "Head.gen_FC")
    return linear(x.mean(2), ("NHead" if o.forms["head"] == "both" else "Head") + ".gen_FC")


def both(blocks):
    return {slot: "both" for slot in decoder.slots(blocks)}


@unittest.skipIf(MISSING, MISSING)
class WholeNetwork(unittest.TestCase):
    """Every kernel in its place: the logits, and the gradient of every parameter."""

    def check(self, choice, forms=None, B=2, S=9, **settings):
        torch.manual_seed(3)
        o = decoder.Settings(forms or choice, width=64, heads=2 if S % 2 else 4, blocks=2, window=16, hidden=2, vocabulary=30, **settings)
        network = decoder.Decoder(o)
        network.initialise(5)
        with torch.no_grad():
            for name, value in network.parameters.items():
                value += 0.05 * torch.randn_like(value)
        network.train(True)
        tokens, targets = torch.randint(30, (B, S)), torch.randint(30, (B, S))
        double = {n: v.detach().double().requires_grad_() for n, v in network.parameters.items()}
        want = plain_forward(double, o, tokens, choice)
        F.cross_entropy(want.view(-1, 30), targets.view(-1)).backward()
        got = network.forward(tokens, choice)
        self.assertLess((got - want).abs().max().item(), 2e-4)
        F.cross_entropy(got.view(-1, 30), targets.view(-1)).backward()
        for name, value in network.parameters.items():
            if double[name].grad is None:
                self.assertEqual(value.grad.abs().max().item(), 0, name)
                continue
            error = (value.grad - double[name].grad).abs().max().item()
            self.assertLess(error, 5e-6 + 2e-3 * double[name].grad.abs().max().item(), name)

    def test_spike_degrees(self):
        for degree in range(5):
            for S in (9, 16):
                with self.subTest(degree=degree, positions=S):
                    self.check(decoder.spike_degree(degree, 2), S=S, timesteps=4)

    def test_published_forms(self):
        for degree in (0, 4):
            self.check(decoder.spike_degree(degree, 2), shift=False)

    def test_learned_positions(self):
        for degree in (0, 4):
            self.check(decoder.spike_degree(degree, 2), learned_positions=True)

    def test_batch_norm_and_concatenation(self):
        self.check(decoder.spike_degree(4, 2), normalization="batch", concatenate=True, timesteps=2)

    def test_mixed_choices_of_a_switchable_network(self):
        for n in range(2):
            choice = {slot: "snn" if i % 2 == n else "ann" for i, slot in enumerate(decoder.slots(2))}
            self.check(choice, both(2), timesteps=3)

    def test_many_rows(self):  # more than one block of rows in the products
        self.check(decoder.spike_degree(4, 2), B=5, S=16, timesteps=2)


@unittest.skipIf(MISSING, MISSING)
class Parts(unittest.TestCase):
    def test_settled_batch_statistics(self):
        o = decoder.Settings(decoder.spike_degree(4, 1), width=64, blocks=1, window=16, normalization="batch")
        network = decoder.Decoder(o)
        network.initialise(1)
        tokens = torch.randint(30, (64, 16), generator=torch.Generator().manual_seed(2))
        network.settle([tokens], o.forms)
        with torch.no_grad():
            settled = network.forward(tokens, o.forms)
            network.train(True)
            self.assertLess((network.forward(tokens, o.forms) - settled).abs().median().item(), 1e-3)

    def test_orthogonalised_updates(self):
        torch.manual_seed(1)
        for shape in ((128, 128), (256, 64), (64, 256), (96, 64)):
            update, got = torch.randn(shape), torch.ones(shape)
            kernels.muon_step(got, update, -0.5)
            x = update.double() / update.double().norm()
            for _ in range(5):
                gram = x @ x.t()
                x = 3.4445 * x + (2.0315 * gram @ gram - 4.7750 * gram) @ x
            self.assertLess((got - (1 - 0.5 * x)).abs().max().item(), 1e-4)
            self.assertGreater(torch.linalg.svdvals(x).median().item(), 0.6)

    def test_published_names_go_both_ways(self):
        for settings, _, _ in ladder.ladder().values():
            network = decoder.Decoder(settings)
            network.initialise(1)
            state = network.state_dict()
            self.assertFalse([n for n in state if "qkv" in n])
            other = decoder.Decoder(copy.deepcopy(settings))
            other.load(state)
            self.assertTrue(torch.equal(network.flat, other.flat))

    def test_causal(self):
        network = decoder.Decoder(decoder.Settings(both(2), width=64, blocks=2, window=16))
        network.initialise(1)
        tokens = torch.randint(30, (1, 16), generator=torch.Generator().manual_seed(2))
        changed = tokens.clone()
        changed[0, 10:] = (changed[0, 10:] + 1) % 30
        with torch.no_grad():
            for degree in range(5):
                choice = decoder.spike_degree(degree, 2)
                a, b = network.forward(tokens, choice), network.forward(changed, choice)
                self.assertTrue(torch.equal(a[:, :10], b[:, :10]))

    def test_normalisation(self):
        """What is trained on is what the program makes of the same text."""
        cases = json.loads((ROOT / "tests" / "data" / "text" / "normalization_cases.json").read_text(encoding="utf-8"))
        self.assertGreater(len(cases), 20)
        for case in cases:
            with self.subTest(case["name"]):
                self.assertEqual(decoder_data.normalise(case["typed"]), case["read"])

    def test_every_character_is_scored_once(self):
        for length in (5, 16, 17, 24, 25, 26, 50):
            text = torch.arange(length)
            inputs, targets, counts = decoder_data.scored_windows(text, 16)
            self.assertEqual(sorted(targets[counts].tolist()), list(range(1, length)))
            self.assertTrue(torch.equal(inputs[counts] + 1, targets[counts]))

    def test_resumed_run_equals_an_uninterrupted_one(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "text.txt"
            path.write_text("The quick brown fox jumps over the lazy dog. " * 60, encoding="utf-8")
            text = decoder_data.Text(path)

            def trainer():
                o = decoder.Settings(both(1), width=64, blocks=1, window=16, timesteps=2)
                return training.Trainer(o, training.Plan(characters=16 * 16 * 9, part=8, warmup=2), text)
            whole, first, second = trainer(), trainer(), trainer()
            for _ in range(7):
                whole.step()
            for _ in range(3):
                first.step()
            training.save(Path(folder) / "state.pt", first.content())
            second.load(torch.load(Path(folder) / "state.pt"))
            for _ in range(4):
                second.step()
            self.assertEqual(second.characters, whole.characters)
            self.assertTrue(torch.equal(second.model.flat, whole.model.flat))


if __name__ == "__main__":
    unittest.main()
