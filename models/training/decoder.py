# SPDX-License-Identifier: Apache-2.0
"""SpikeDecoder for training: every slot spiking or analog; published names in its state dict.

Inside, query, key and value are one product ("qkv"); `state_dict` and `load` split and join them.
"""
import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F

import decoder_kernels as k
import kernels

ALPHABET = "abcdefghijklmnopqrstuvwxyz.'P "
POSITION_WIDTH = 30


@dataclass
class Settings:
    forms: dict               # slot -> "ann", "snn" or "both"
    vocabulary: int = len(ALPHABET)
    width: int = 128
    heads: int = 4
    blocks: int = 4
    timesteps: int = 2
    window: int = 128         # positions
    hidden: int = 4           # times the width
    shift: bool = True
    normalization: str = "layer"  # or "batch"
    scale: float = 0.03125    # of the spiking attention; published: 0.125
    learned_positions: bool = False
    concatenate: bool = False  # the head's view of the timesteps; else their average
    context_threshold: float = 0.15
    input_threshold: float = 0.5
    threshold: float = 1.0
    learned_thresholds: bool = True


def slots(blocks):
    return ["embedding", *(f"blocks.{i}.{part}" for i in range(blocks) for part in ("attention", "mlp")), "head"]


def spike_degree(degree, blocks):
    """The paper's presets: 1 spiking embedding, 2 + attention, 3 + MLP, 4 + head."""
    order = {"embedding": 1, "attention": 2, "mlp": 3, "head": 4}
    return {slot: "snn" if order[slot.split(".")[-1]] <= degree else "ann" for slot in slots(blocks)}


def static_table(positions, width):
    j = torch.arange(width)
    phase = torch.arange(positions).unsqueeze(1) / 10000.0 ** (j / width)
    return torch.where(j % 2 == 0, phase.sin(), phase.cos())


class Decoder:
    def __init__(self, settings):
        self.settings = o = settings
        E, H = o.width, o.hidden * o.width
        matrices, others, self.statistics = {}, {}, {}

        def has(slot, form):
            return o.forms[slot] in (form, "both")

        def linear(name, rows, columns):
            matrices[name + ".weight"], others[name + ".bias"] = (rows, columns), (rows,)

        def norm(name, width):
            others[name + ".weight"] = others[name + ".bias"] = (width,)
            if o.normalization == "batch":
                self.statistics[name] = k.BatchStatistics(torch.zeros(width), torch.ones(width))

        def lif(name, groups=1):
            others[name + ".v_threshold"] = (groups,)

        if has("embedding", "snn"):
            others["embedder.tok_embed.weight"] = (o.vocabulary, E - POSITION_WIDTH)
            if o.learned_positions:
                others["embedder.pos_embed.weight"] = (o.window, POSITION_WIDTH)
        if has("embedding", "ann"):
            others["embedder.token_embedding_table.weight"] = (o.vocabulary, E)
            if o.learned_positions:
                others["embedder.position_embedding_table.weight"] = (o.window, E)
        for i in range(o.blocks):
            for form, prefix in (("snn", "SMHA"), ("ann", "NSMHA")):
                if has(f"blocks.{i}.attention", form):
                    block = f"blocks.{i}.{prefix}."
                    linear(block + "qkv_L", 3 * E, E)
                    norm(block + "qkv_Norm", 3 * E)
                    linear(block + "proj_L", E, E)
                    norm(block + "proj_Norm", E)
                    if form == "snn":
                        lif(block + "input_LIF")
                        lif(block + "qkv_LIF", 3)
                        lif(block + "att_LIF")
            if has(f"blocks.{i}.mlp", "snn"):
                block = f"blocks.{i}.MLP.net."
                lif(block + "0")
                linear(block + "2", H, E)
                norm(block + "3", H)
                lif(block + "5")
                linear(block + "7", E, H)
                norm(block + "8", E)
            if has(f"blocks.{i}.mlp", "ann"):
                linear(f"blocks.{i}.NSMLP.net.0", H, E)
                linear(f"blocks.{i}.NSMLP.net.2", E, H)
        if has("head", "snn"):
            lif("Head.gen_LIF")
            others["Head.gen_FC.weight"] = (o.vocabulary, E * (o.timesteps if o.concatenate else 1))
            others["Head.gen_FC.bias"] = (o.vocabulary,)
        if has("head", "ann"):
            self.analog_head = "NHead" if o.forms["head"] == "both" else "Head"
            others[self.analog_head + ".gen_FC.weight"], others[self.analog_head + ".gen_FC.bias"] = (o.vocabulary, E), (o.vocabulary,)

        shapes = {**matrices, **others}
        count = sum(math.prod(s) for s in shapes.values())
        self.flat, self.gradient = torch.zeros(count), torch.zeros(count)
        self.parameters, at = {}, 0
        for name, shape in shapes.items():
            size = math.prod(shape)
            parameter = self.flat[at:at + size].view(shape).requires_grad_()
            parameter.grad = self.gradient[at:at + size].view(shape)
            self.parameters[name] = parameter
            at += size
        self.matrices, self.matrix_count = list(matrices), sum(math.prod(s) for s in matrices.values())
        self.positions = static_table(o.window, POSITION_WIDTH), static_table(o.window, E)
        self.rates = None  # a dict: forward adds each site's spikes and neuron steps

    @torch.no_grad()
    def initialise(self, seed):
        o, random = self.settings, torch.Generator().manual_seed(seed)
        for name, value in self.parameters.items():
            if name.endswith("v_threshold"):
                value.fill_(o.threshold)
                if name.endswith(("input_LIF.v_threshold", "net.0.v_threshold", "gen_LIF.v_threshold")):
                    value.fill_(o.input_threshold)
                if name.endswith("att_LIF.v_threshold"):
                    value.fill_(o.context_threshold)
            elif "_Norm" in name or name.split(".net.")[-1] in ("3.weight", "8.weight", "3.bias", "8.bias"):
                value.fill_(1.0 if name.endswith("weight") else 0.0)
            elif name.endswith("bias"):
                value.zero_()
            elif "position" in name:
                value.copy_(0.1 * torch.randn(value.shape, generator=random))
            elif name == "embedder.pos_embed.weight":
                value.copy_(0.3 * self.positions[0])
            elif "emb" in name:
                value.copy_(torch.randn(value.shape, generator=random) * (0.3 if "tok_embed" in name else 1.0))
            else:
                gain = 0.5 if "gen_FC" in name or "NSMLP.net.2" in name else 1.0
                value.copy_(torch.randn(value.shape, generator=random) * gain / value.shape[1] ** 0.5)

    # --- forward ------------------------------------------------------------------------------------------------------

    def lif(self, x, name, norm=None, groups=1):
        p = self.parameters
        site = k.Site.apply(x, p.get(f"{norm}.weight"), p.get(f"{norm}.bias"), p[name + ".v_threshold"], None,
                            self.statistics.get(norm), groups)
        if self.rates is not None:
            self.rates.setdefault(name, []).append(site.detach())
        return site

    def norm(self, x, name, residual=None, groups=1):
        p = self.parameters
        return k.Site.apply(x, p[name + ".weight"], p[name + ".bias"], None, residual, self.statistics.get(name), groups)

    def product(self, x, name):
        p = self.parameters
        return kernels.Product.apply(x, p[name + ".weight"]) + p[name + ".bias"]

    def spike_product(self, s, name):
        return k.SpikeProduct.apply(s, self.parameters[name + ".weight"], self.parameters[name + ".bias"])

    def shifted(self, x):
        return k.TokenShift.apply(x) if self.settings.shift else x

    def embed(self, tokens, form):
        o, p, S = self.settings, self.parameters, tokens.shape[1]
        heaviside = kernels.Heaviside.apply
        if form == "snn":
            token = F.embedding(tokens, heaviside(p["embedder.tok_embed.weight"]))
            table = heaviside(p["embedder.pos_embed.weight"] if o.learned_positions else self.positions[0])[:S]
            x = torch.cat([token, table.expand(tokens.shape[0], -1, -1)], 2)
        else:
            table = p["embedder.position_embedding_table.weight"] if o.learned_positions else self.positions[1]
            x = F.embedding(tokens, p["embedder.token_embedding_table.weight"]) + table[:S]
        return x.unsqueeze(2)

    def forward(self, tokens, choice):
        """Logits [B, S, V] of tokens [B, S]; choice: slot -> form. T is 1 until the first spiking slot after the embedding."""
        o = self.settings
        x = self.embed(tokens, choice["embedding"])

        def spread(x):
            return x.expand(-1, -1, o.timesteps, -1).contiguous() if x.shape[2] == 1 else x

        for i in range(o.blocks):
            if choice[f"blocks.{i}.attention"] == "snn":
                block, x = f"blocks.{i}.SMHA.", spread(x)
                z = self.spike_product(self.shifted(self.lif(x, block + "input_LIF")), block + "qkv_L")
                a = k.Attention.apply(self.lif(z, block + "qkv_LIF", block + "qkv_Norm", 3), o.heads, o.scale)
                x = self.norm(self.spike_product(self.lif(a, block + "att_LIF"), block + "proj_L"), block + "proj_Norm", x)
            else:
                block = f"blocks.{i}.NSMHA."
                a = self.norm(self.product(self.shifted(x), block + "qkv_L"), block + "qkv_Norm", None, 3)
                x = self.norm(self.product(k.Attention.apply(a, o.heads, None), block + "proj_L"), block + "proj_Norm", x)
            if choice[f"blocks.{i}.mlp"] == "snn":
                block, x = f"blocks.{i}.MLP.net.", spread(x)
                z = self.spike_product(self.shifted(self.lif(x, block + "0")), block + "2")
                x = self.norm(self.spike_product(self.lif(z, block + "5", block + "3"), block + "7"), block + "8", x)
            else:
                block = f"blocks.{i}.NSMLP.net."
                x = x + self.product(k.Gelu.apply(self.product(self.shifted(x), block + "0")), block + "2")
        if choice["head"] == "snn":
            s = self.lif(spread(x), "Head.gen_LIF")
            return self.product(s.flatten(2) if o.concatenate else s.mean(2), "Head.gen_FC")
        return self.product(x.mean(2), self.analog_head + ".gen_FC")

    # --- batch norm -----------------------------------------------------------------------------------------------------

    def train(self, on):
        for statistics in self.statistics.values():
            statistics.training = on

    @torch.no_grad()
    def settle(self, batches, choice):
        """Replaces the running statistics of batch norms by their average over these batches, at the weights as they are."""
        for statistics in self.statistics.values():
            statistics.training, statistics.collecting = True, 1
        for tokens in batches if self.statistics else ():
            self.forward(tokens, choice)
        for statistics in self.statistics.values():
            statistics.training, statistics.collecting = False, 0

    # --- published names --------------------------------------------------------------------------------------------------

    def state_dict(self):
        o, state = self.settings, {}
        analog_mlp = "MLP" if o.forms["blocks.0.attention"] == "snn" and o.forms["blocks.0.mlp"] == "ann" else "NSMLP"
        tensors = {name: value.detach() for name, value in self.parameters.items()}
        for name, statistics in self.statistics.items():
            tensors[name + ".running_mean"], tensors[name + ".running_var"] = statistics.mean, statistics.variance
        for name, value in tensors.items():
            module, kind = name.rsplit(".", 1)
            if module in self.statistics:
                module += ".1"
            module = module.replace("NSMLP", analog_mlp)
            if kind == "v_threshold" and not o.learned_thresholds:
                continue
            if "qkv" in module:
                for part, piece in zip(("query", "key", "value"), value.chunk(3)):
                    state[f"{module.replace('qkv', part)}.{kind}"] = (piece[0] if kind == "v_threshold" else piece).clone()
            else:
                state[f"{module}.{kind}"] = (value[0] if kind == "v_threshold" else value).clone()
        return state

    @torch.no_grad()
    def load(self, state):
        """From published names; thresholds that are not there are 1."""
        tensors = dict(self.parameters)
        for name, statistics in self.statistics.items():
            tensors[name + ".running_mean"], tensors[name + ".running_var"] = statistics.mean, statistics.variance
        for name, target in tensors.items():
            module, kind = name.rsplit(".", 1)
            if module in self.statistics:
                module += ".1"
            names = [f"{module.replace('qkv', part)}.{kind}" for part in (("query", "key", "value") if "qkv" in module else ("",))]
            names = [n if n in state or "NSMLP" not in n else n.replace("NSMLP", "MLP") for n in names]
            if kind == "v_threshold":
                target.copy_(torch.stack([state.get(n, torch.tensor(1.0)) for n in names]))
            else:
                target.copy_(torch.cat([state[n] for n in names]))

    def configuration(self, kind, degree=None):
        """The settings in the words of the published code, and ours where it has none."""
        o = self.settings
        c = {"kind": kind, "vocab_size": o.vocabulary, "max_len": o.window, "dim_hid": o.hidden}
        if kind == "ann":
            c["embed_dim"] = o.width
        else:
            c.update(encodingType="learned", position_encoding_strategy="learned" if o.learned_positions else "static",
                     tok_embed_dim=o.width - POSITION_WIDTH, pos_embed_dim=POSITION_WIDTH)
        c.update(heads=o.heads, blocks=o.blocks)
        if kind != "ann":
            c.update(timesteps=o.timesteps, learning_MSLIF=o.learned_thresholds, normalization=o.normalization,
                     spike_mode="concatenate" if o.concatenate else "average", spiking_residuals=0, attention_scale=o.scale)
        if degree is not None:
            c["spike_degree"] = degree
        return {**c, "token_shift": int(o.shift), "analog_position": "learned" if o.learned_positions else "static"}

    def as_dict(self):
        return asdict(self.settings)
