# SPDX-License-Identifier: Apache-2.0
"""SpikeGPT, its analog twin (RWKV-4), and networks in between: every site is spiking or analog, per sequence.

Sites, in this order: the embedding's heaviside, then time mix and channel mix of each block. A choice is a uint8 tensor
[B, 1 + 2 layers], 1 where the site of that sequence is spiking.
"""
import torch
import torch.nn.functional as F

import kernels


def site_names(layers):
    return ["embedding"] + [f"blocks.{i}.{mixer}" for i in range(layers) for mixer in ("time_mix", "channel_mix")]


def parameter_shapes(vocabulary, width, layers):
    """Published names and shapes; products first, because weight decay applies to those only."""
    matrices, others = {}, {"emb.weight": (vocabulary, width)}
    for i in range(layers):
        block = f"blocks.{i}."
        for name in ("key", "value", "receptance", "output"):
            matrices[f"{block}att.{name}.weight"] = (width, width)
        matrices[block + "ffn.key.weight"] = (4 * width, width)
        matrices[block + "ffn.value.weight"] = (width, 4 * width)
        matrices[block + "ffn.receptance.weight"] = (width, width)
        for name in (["ln0"] if i == 0 else []) + ["ln1", "ln2"]:
            others[f"{block}{name}.weight"] = others[f"{block}{name}.bias"] = (width,)
        for name in ("att.time_mix_k", "att.time_mix_v", "att.time_mix_r", "ffn.time_mix_k", "ffn.time_mix_r"):
            others[block + name] = (1, 1, width)
        others[block + "att.time_decay"] = others[block + "att.time_first"] = (width,)
    matrices["head.weight"] = (vocabulary, width)
    others["ln_out.weight"] = others["ln_out.bias"] = (width,)
    return {**matrices, **others}, sum(a * b for a, b in matrices.values())


class State:
    """What B streams carry from token to token; `reset` takes a boolean mask [B]. Belongs to one thread at a time."""

    def __init__(self, batch, layers, width):
        self.shift = torch.zeros(layers, 2, batch, width)     # the previous token's y of both mixers
        self.wkv = torch.zeros(layers, batch, 3, width)       # a, b, p
        self.membrane = torch.zeros(layers, 2, batch, width)  # dimensionless
        self.wkv[:, :, 2] = -1e30

    def reset(self, which):
        self.shift[:, :, which] = 0
        self.membrane[:, :, which] = 0
        self.wkv[:, which] = torch.tensor([0.0, 0.0, -1e30]).view(1, 1, 3, 1)

    BATCH_AXIS = {"shift": 2, "wkv": 1, "membrane": 2}

    @classmethod
    def join(cls, states):
        """The tensors of several states, one after the other along the batch, by name."""
        return {name: torch.cat([getattr(s, name) for s in states], axis) for name, axis in cls.BATCH_AXIS.items()}

    @classmethod
    def split(cls, tensors, states):
        """Fills the states from joined tensors."""
        for name, axis in cls.BATCH_AXIS.items():
            for state, part in zip(states, tensors[name].chunk(len(states), axis)):
                setattr(state, name, part.clone())


class Model:
    """All parameters live in one flat float32 vector (`flat`, gradients in `gradient`), so that one kernel updates them.

    A replica shares `flat` and has a gradient of its own: one thread works on one replica.
    """

    def __init__(self, vocabulary, width=256, layers=4, flat=None):
        self.vocabulary, self.width, self.layers = vocabulary, width, layers
        shapes, self.decayed = parameter_shapes(vocabulary, width, layers)
        count = sum(torch.Size(s).numel() for s in shapes.values())
        self.flat, self.gradient = torch.zeros(count) if flat is None else flat, torch.zeros(count)
        self.parameters, at = {}, 0
        for name, shape in shapes.items():
            size = torch.Size(shape).numel()
            parameter = self.flat[at:at + size].view(shape).requires_grad_()
            parameter.grad = self.gradient[at:at + size].view(shape)
            self.parameters[name] = parameter
            at += size

    def replica(self):
        return Model(self.vocabulary, self.width, self.layers, self.flat)

    @torch.no_grad()
    def initialise(self, seed):
        """RWKV-4's spread of decays and mixes; products scaled so that sites fire from the start (no dead neurons)."""
        random = torch.Generator().manual_seed(seed)
        C, L, p = self.width, self.layers, self.parameters
        channel = torch.arange(C) / C

        def orthogonal(name, gain):
            rows, columns = p[name].shape
            q, r = torch.linalg.qr(torch.randn(max(rows, columns), min(rows, columns), generator=random))
            q = q * torch.sign(torch.diagonal(r))
            p[name].copy_((q if rows >= columns else q.t()) * gain * max(1, (rows / columns)) ** 0.5)

        p["emb.weight"].copy_(torch.randn(self.vocabulary, C, generator=random) * 0.5)
        p["head.weight"].copy_(torch.randn(self.vocabulary, C, generator=random) * 0.5 / C ** 0.5)
        for name, value in p.items():
            if ".ln" in name or name.startswith("ln_out"):
                value.fill_(1.0 if name.endswith("weight") else 0.0)
        for i in range(L):
            block = f"blocks.{i}."
            depth = i / max(L - 1, 1)  # 0 in the first block, 1 in the last
            rest = 1 - i / L           # 1 in the first block, towards 0
            orthogonal(block + "att.key.weight", 0.5)
            orthogonal(block + "att.value.weight", 1.0)
            orthogonal(block + "att.receptance.weight", 0.5)
            orthogonal(block + "att.output.weight", OUTPUT_GAIN)
            orthogonal(block + "ffn.key.weight", 0.5)
            orthogonal(block + "ffn.value.weight", VALUE_GAIN)
            orthogonal(block + "ffn.receptance.weight", 0.5)
            p[block + "att.time_decay"].copy_(-5 + 8 * channel ** (0.7 + 1.3 * depth))
            zigzag = ((torch.arange(C) + 1) % 3 - 1) * 0.5
            p[block + "att.time_first"].copy_(torch.log(torch.tensor(0.3)) + zigzag)
            p[block + "att.time_mix_k"].copy_(channel.pow(rest).view(1, 1, C))
            p[block + "att.time_mix_v"].copy_((channel.pow(rest) + 0.3 * depth).view(1, 1, C))
            p[block + "att.time_mix_r"].copy_(channel.pow(0.5 * rest).view(1, 1, C))
            p[block + "ffn.time_mix_k"].copy_(channel.pow(rest).view(1, 1, C))
            p[block + "ffn.time_mix_r"].copy_(channel.pow(rest).view(1, 1, C))

    def state_dict(self):
        return {name: value.detach() for name, value in self.parameters.items()}

    @torch.no_grad()
    def load(self, weights):
        assert set(weights) == set(self.parameters)
        for name, value in weights.items():
            assert value.shape == self.parameters[name].shape, name
            self.parameters[name].copy_(value)

    def forward(self, tokens, choice, state, dropout=0.0, seeds=None, detach_reset=False):
        """Logits [B, T, V] of tokens [B, T] (int64) and, per site, the spikes of each sequence [1 + 2 layers, B].

        `state` is replaced by the state after the last token (detached).
        `seeds`: 2 layers 32-bit numbers, needed when dropout > 0.
        """
        p, C, V = self.parameters, self.width, self.vocabulary
        B, T = tokens.shape
        product, width = kernels.Product.apply, (C,)
        # The embedding's site and ln0 depend on the token and the choice only: do them once per vocabulary entry.
        table = torch.cat([p["emb.weight"], kernels.Heaviside.apply(p["emb.weight"])])  # [2V, C] analog, spiking
        binary = table.detach()[V:]
        table = F.layer_norm(table, width, p["blocks.0.ln0.weight"], p["blocks.0.ln0.bias"])
        x = F.embedding(tokens + V * choice[:, :1].long(), table)
        spikes = [(F.embedding(tokens, binary.sum(1, keepdim=True)).sum((1, 2)) * choice[:, 0])]
        after = State.__new__(State)
        after.shift, after.wkv, after.membrane = [], [], []
        for i in range(self.layers):
            block = f"blocks.{i}."
            mixes = torch.cat([p[block + "att.time_mix_" + n] for n in "kvr"], 1)[0]
            k, v, r, last = kernels.NormMix.apply(x, p[block + "ln1.weight"], p[block + "ln1.bias"], mixes,
                                                  state.shift[i, 0])
            k = product(k, p[block + "att.key.weight"])
            v = product(v, p[block + "att.value.weight"])
            r = product(r, p[block + "att.receptance.weight"])
            wkv, running = kernels.GatedWkv.apply(k, v, r, -torch.exp(p[block + "att.time_decay"]),
                                                  p[block + "att.time_first"], state.wkv[i])
            z = product(wkv, p[block + "att.output.weight"])
            x, membrane, fired = kernels.Neuron.apply(x, z, None, choice[:, 1 + 2 * i].contiguous(), state.membrane[i, 0],
                                                      seeds[2 * i] if dropout else 0, dropout, detach_reset)
            spikes.append(fired)
            mixes = torch.cat([p[block + "ffn.time_mix_" + n] for n in "kr"], 1)[0]
            k, r, last2 = kernels.NormMix.apply(x, p[block + "ln2.weight"], p[block + "ln2.bias"], mixes,
                                                state.shift[i, 1])
            k = kernels.SquaredRelu.apply(product(k, p[block + "ffn.key.weight"]))
            r = product(r, p[block + "ffn.receptance.weight"])
            z = product(k, p[block + "ffn.value.weight"])
            x, membrane2, fired = kernels.Neuron.apply(x, z, r, choice[:, 2 + 2 * i].contiguous(), state.membrane[i, 1],
                                                       seeds[2 * i + 1] if dropout else 0, dropout, detach_reset)
            spikes.append(fired)
            after.shift.append(torch.stack([last, last2]))
            after.wkv.append(running)
            after.membrane.append(torch.stack([membrane, membrane2]))
        y = F.layer_norm(x, width, p["ln_out.weight"], p["ln_out.bias"])
        for name in ("shift", "wkv", "membrane"):
            setattr(state, name, torch.stack(getattr(after, name)))
        return product(y, p["head.weight"]), torch.stack(spikes)


OUTPUT_GAIN = 4.0
VALUE_GAIN = 1.0
