# SPDX-License-Identifier: Apache-2.0
"""The C++ kernels of kernels.cpp and product.cpp as differentiable PyTorch operations.

The library is compiled with the local compiler at first use, for this machine, into an ignored folder, under a name that
holds the hash of its source: a running process keeps the file that it has mapped.
"""
import ctypes
import hashlib
import os
import subprocess
from pathlib import Path

import torch

HERE = Path(__file__).resolve().parent
# No -ffast-math: a diverging run must show its NaNs, and the exponential rounds by adding a large number.
FLAGS = ["-std=c++20", "-O3", "-march=native", "-mprefer-vector-width=512", "-fopenmp", "-fno-math-errno",
         "-fno-trapping-math", "-fPIC", "-shared"]


def build(*names):
    """The shared library of these sources, compiled unless it is there; it is called after the first."""
    sources = [HERE / name for name in names]
    text = b"".join(source.read_bytes() for source in [*sources, *sorted(HERE.glob("*.h"))])
    key = hashlib.sha256(text + " ".join(FLAGS).encode()).hexdigest()[:16]
    library = HERE / ".cache" / f"{sources[0].stem}-{key}.so"
    if not library.exists():
        library.parent.mkdir(exist_ok=True)
        unfinished = library.with_suffix(f".{os.getpid()}.tmp")
        compiler = os.environ.get("CXX", "g++")
        subprocess.run([compiler, *FLAGS, *map(str, sources), "-o", str(unfinished)], check=True)
        os.replace(unfinished, library)
    return ctypes.CDLL(str(library))


_library = build("kernels.cpp", "product.cpp")
# Keep freed activations in the process: giving 16 MB back to the system and faulting it in again costs more than the work.
ctypes.CDLL(None).mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD
ctypes.CDLL(None).mallopt(-1, 1 << 30)  # M_TRIM_THRESHOLD
_float, _int, _long, _uint = ctypes.c_float, ctypes.c_int, ctypes.c_int64, ctypes.c_uint32


def call(library, name, *arguments):
    """Calls a kernel; tensors become addresses (they must be contiguous), None a null pointer, ints C ints."""
    converted = []
    for argument in arguments:
        if argument is None:
            converted.append(ctypes.c_void_p(None))
        elif isinstance(argument, torch.Tensor):
            assert argument.is_contiguous(), name
            converted.append(ctypes.c_void_p(argument.data_ptr()))
        elif isinstance(argument, int):
            converted.append(_int(argument))
        else:
            converted.append(argument)
    getattr(library, name)(*converted)


def _call(name, *arguments):
    call(_library, name, *arguments)


class NormMix(torch.autograd.Function):
    """y = LayerNorm(x), then one mix of y with the previous token's y per row of `mixes`.

    Returns the mixes [B, T, C] each, then the last token's y [B, C] (not differentiable: it is the next chunk's state).
    """

    @staticmethod
    def forward(ctx, x, gain, bias, mixes, previous):
        B, T, C = x.shape
        J = mixes.shape[0]
        out = [torch.empty(B, T, C) for _ in range(J)]
        stats, last = torch.empty(B, T, 2), torch.empty(B, C)
        padded = out + [None] * (3 - J)
        _call("norm_mix_forward", B, T, C, J, x, gain, bias, mixes, previous, *padded, stats, last)
        ctx.save_for_backward(x, gain, bias, mixes, previous, stats)
        ctx.mark_non_differentiable(last)
        return (*out, last)

    @staticmethod
    def backward(ctx, *gradients):
        x, gain, bias, mixes, previous, stats = ctx.saved_tensors
        B, T, C = x.shape
        J = mixes.shape[0]
        gradients = [g.contiguous() for g in gradients[:J]] + [None] * (3 - J)
        dx, dgain, dbias, dmixes = torch.empty_like(x), torch.empty(B, C), torch.empty(B, C), torch.empty(B, J, C)
        _call("norm_mix_backward", B, T, C, J, x, gain, bias, mixes, previous, stats, *gradients,
              dx, dgain, dbias, dmixes)
        return dx, dgain.sum(0), dbias.sum(0), dmixes.sum(0), None


class GatedWkv(torch.autograd.Function):
    """sigmoid(r) * wkv(k, v) from a carried state [B, 3, C] (a, b, p); returns the result and the state after it."""

    @staticmethod
    def forward(ctx, k, v, r, w, u, state):
        B, T, C = k.shape
        out, after = torch.empty_like(k), torch.empty_like(state)
        _call("wkv_forward", B, T, C, k, v, r, w, u, state, out, after)
        ctx.save_for_backward(k, v, r, w, u, state)
        ctx.mark_non_differentiable(after)
        return out, after

    @staticmethod
    def backward(ctx, gradient, _):
        k, v, r, w, u, state = ctx.saved_tensors
        B, T, C = k.shape
        dk, dv, dr = torch.empty_like(k), torch.empty_like(k), torch.empty_like(k)
        dw, du = torch.empty(B, C), torch.empty(B, C)
        _call("wkv_backward", B, T, C, k, v, r, w, u, state, gradient.contiguous(), dk, dv, dr, dw, du)
        return dk, dv, dr, dw.sum(0), du.sum(0), None


class Neuron(torch.autograd.Function):
    """x + dropout(site(z)): z = `value`, or sigmoid(r) * value; the site is LIF where `spiking` [B] is 1, else identity.

    Returns the sum, the membranes after the last token [B, C], and the number of spikes of each sequence [B].
    """

    @staticmethod
    def forward(ctx, x, value, r, spiking, membrane, seed, rate, detach_reset):
        B, T, C = x.shape
        out, after, spikes = torch.empty_like(x), torch.empty_like(membrane), torch.empty(B)
        _call("neuron_forward", B, T, C, x, value, r, spiking, membrane, _uint(seed), _float(rate),
              out, after, spikes)
        ctx.save_for_backward(value, r, spiking, membrane)
        ctx.options = seed, rate, detach_reset
        ctx.mark_non_differentiable(after, spikes)
        return out, after, spikes

    @staticmethod
    def backward(ctx, gradient, *_):
        value, r, spiking, membrane = ctx.saved_tensors
        seed, rate, detach_reset = ctx.options
        B, T, C = value.shape
        gradient = gradient.contiguous()
        dvalue, dr = torch.empty_like(value), None if r is None else torch.empty_like(r)
        _call("neuron_backward", B, T, C, value, r, spiking, membrane, _uint(seed), _float(rate),
              int(detach_reset), gradient, dvalue, dr)
        return gradient, dvalue, dr, None, None, None, None, None


class SquaredRelu(torch.autograd.Function):
    """relu(k)^2"""

    @staticmethod
    def forward(ctx, k):
        out = torch.empty_like(k)
        _call("squared_relu_forward", _long(k.numel()), k, out)
        ctx.save_for_backward(k)
        return out

    @staticmethod
    def backward(ctx, gradient):
        (k,) = ctx.saved_tensors
        dk = torch.empty_like(k)
        _call("squared_relu_backward", _long(k.numel()), k, gradient.contiguous(), dk)
        return dk


class Heaviside(torch.autograd.Function):
    """1 where x >= 0, else 0; backward by the arctan surrogate, alpha = 2."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return (x >= 0).to(x.dtype)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient / (1 + (torch.pi * x) ** 2)


def _product(M, N, K, A, a_strides, B, b_strides):
    out = torch.empty(M, N)
    _call("matrix_product", M, N, K, A, *map(_long, a_strides), B, *map(_long, b_strides), out)
    return out


class Product(torch.autograd.Function):
    """z @ weight.T, weight [out, in]"""

    @staticmethod
    def forward(ctx, z, weight):
        ctx.save_for_backward(z, weight)
        out, width = weight.shape
        return _product(z.numel() // width, out, width, z, (width, 1), weight, (1, width)).view(*z.shape[:-1], out)

    @staticmethod
    def backward(ctx, gradient):
        z, weight = ctx.saved_tensors
        out, width = weight.shape
        gradient = gradient.contiguous()
        rows = z.numel() // width
        dz = _product(rows, width, out, gradient, (out, 1), weight, (width, 1)).view(z.shape)
        return dz, _product(out, width, rows, gradient, (1, out), z, (width, 1))


def adamw(parameters, gradient, first, second, decayed, lr, betas, weight_decay, step, grad_scale):
    """One AdamW step over flat vectors, in place; `step` counts from 1."""
    _call("adamw", _long(parameters.numel()), _long(decayed), parameters, gradient, first, second, _float(lr),
          _float(betas[0]), _float(betas[1]), _float(1e-8), _float(weight_decay), _float(1 - betas[0] ** step),
          _float(1 - betas[1] ** step), _float(grad_scale))
