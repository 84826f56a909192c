# SPDX-License-Identifier: Apache-2.0
"""The C++ kernels of decoder_kernels.cpp, decoder_attention.cpp and muon.cpp as differentiable PyTorch operations.

Activations are [batch, positions, T, channels]. Every call runs on one thread.
"""
import torch

import kernels

_library = kernels.build("decoder_kernels.cpp", "decoder_attention.cpp", "muon.cpp", "product.cpp")
_float, _long = kernels._float, kernels._long
NONE, LAYER, AFFINE = 0, 1, 2
EPSILON = 1e-5


def _call(name, *arguments):
    kernels.call(_library, name, *arguments)


class BatchStatistics:
    """Running mean and variance of one batch norm. `collecting` counts batches for an exact average (see Decoder.settle)."""

    def __init__(self, mean, variance):
        self.mean, self.variance, self.training, self.collecting = mean, variance, False, 0

    def update(self, mean, variance):
        self.collecting += bool(self.collecting)
        rate = 1 / (self.collecting - 1) if self.collecting else 0.05
        self.mean.lerp_(mean, rate)
        self.variance.lerp_(variance, rate)


class Site(torch.autograd.Function):
    """Norm(x), then a LIF over the timesteps, or added to `residual`.

    Norm: a LayerNorm, a batch norm (`statistics` given) or nothing (`gain` None); the channels are `groups` equal parts with
    statistics and thresholds [groups] of their own. Without `threshold` there is no LIF.
    """

    @staticmethod
    def forward(ctx, x, gain, bias, threshold, residual, statistics, groups):
        B, S, T, channels = x.shape
        mode = NONE if gain is None else LAYER if statistics is None else AFFINE
        used_gain, used_bias, extra = gain, bias, None
        if mode == AFFINE:
            rows = B * S * T
            if statistics.training:
                sums = torch.zeros(2, channels, dtype=torch.float64)
                _call("column_moments", rows, channels, x, sums[0], sums[1])
                mean, square = sums / rows
                variance = square - mean * mean
                statistics.update(mean.float(), (variance * rows / (rows - 1)).float())
                mean, variance = mean.float(), variance.float()
            else:
                mean, variance = statistics.mean, statistics.variance
            inverse = (variance + EPSILON).rsqrt()
            used_gain = gain * inverse
            used_bias = bias - mean * used_gain
            extra = (mean, inverse, statistics.training)
        stats = torch.empty(B, S, T, groups, 2) if mode == LAYER else None
        out = torch.empty_like(x)
        fires = threshold is not None
        _call("site_forward", mode, int(fires), B * S, T, groups, channels // groups, x, used_gain, used_bias, threshold,
              residual, stats, out)
        ctx.save_for_backward(x, used_gain, used_bias, threshold, stats)
        ctx.options = mode, fires, groups, residual is not None, extra
        return out

    @staticmethod
    def backward(ctx, gradient):
        x, gain, bias, threshold, stats = ctx.saved_tensors
        mode, fires, groups, residual, extra = ctx.options
        B, S, T, channels = x.shape
        gradient = gradient.contiguous()
        dx, dgain, dbias = torch.empty_like(x), torch.zeros(channels), torch.zeros(channels)
        dthreshold = torch.zeros(groups) if fires else None
        _call("site_backward", mode, int(fires), B * S, T, groups, channels // groups, x, gain, bias, threshold, stats, gradient,
              dx, dgain, dbias, dthreshold)
        if mode == AFFINE:  # dx is the gradient of gain x + bias, dgain that of the product of both
            mean, inverse, training = extra
            rows = B * S * T
            dgain = inverse * (dgain - mean * dbias)
            slope = -gain * inverse * dgain / rows if training else torch.zeros(channels)
            offset = -gain * dbias / rows - mean * slope if training else torch.zeros(channels)
            _call("affine_backward", rows, channels, x, gain, slope, offset, dx)
        if mode == NONE:
            dgain = dbias = None
        return dx, dgain, dbias, dthreshold, gradient if residual else None, None, None


class SpikeProduct(torch.autograd.Function):
    """s @ weight.T + bias for binary s: adds up the rows of the active inputs. The output width is a multiple of 64."""

    @staticmethod
    def forward(ctx, s, weight, bias):
        O, K = weight.shape
        out = torch.empty(*s.shape[:-1], O)
        _call("spike_product", s.numel() // K, K, O, s, weight.t().contiguous(), bias, out)
        ctx.save_for_backward(s, weight)
        return out

    @staticmethod
    def backward(ctx, gradient):
        s, weight = ctx.saved_tensors
        O, K = weight.shape
        gradient = gradient.contiguous()
        rows = s.numel() // K
        ds = kernels._product(rows, K, O, gradient, (O, 1), weight, (K, 1)).view(s.shape)
        dweight, dbias = torch.zeros(K, O), torch.zeros(O)
        _call("spike_product_weights", rows, K, O, s, gradient, dweight, dbias)
        return ds, dweight.t(), dbias


class Attention(torch.autograd.Function):
    """Causal attention of qkv [B, S, T, 3 E]: linear with binary codes, times `scale`; or softmax where `scale` is None."""

    @staticmethod
    def forward(ctx, qkv, heads, scale):
        B, S, T, E = qkv.shape
        E //= 3
        out = torch.empty(B, S, T, E)
        if scale is None:
            _call("softmax_attention", B, S, T, heads, E // heads, qkv, out)
        else:
            _call("spike_attention", B, S, T, heads, E // heads, _float(scale), qkv, out)
        ctx.save_for_backward(qkv)
        ctx.options = heads, scale
        return out

    @staticmethod
    def backward(ctx, gradient):
        (qkv,) = ctx.saved_tensors
        heads, scale = ctx.options
        B, S, T, E = qkv.shape
        grad = torch.empty_like(qkv)
        if scale is None:
            _call("softmax_attention_backward", B, S, T, heads, E // 3 // heads, qkv, gradient.contiguous(), grad)
        else:
            _call("spike_attention_backward", B, S, T, heads, E // 3 // heads, _float(scale), qkv, gradient.contiguous(), grad)
        return grad, None, None


class TokenShift(torch.autograd.Function):
    """The first half of the channels from the previous position, zeros at the first."""

    @staticmethod
    def forward(ctx, x):
        out = torch.empty_like(x)
        _call("token_shift", *x.shape, x, out, 1)
        return out

    @staticmethod
    def backward(ctx, gradient):
        gradient = gradient.contiguous()
        out = torch.empty_like(gradient)
        _call("token_shift", *gradient.shape, gradient, out, -1)
        return out


class Gelu(torch.autograd.Function):
    """The tanh form of gelu"""

    @staticmethod
    def forward(ctx, x):
        out = torch.empty_like(x)
        _call("gelu_forward", _long(x.numel()), x, out)
        ctx.save_for_backward(x)
        return out

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        out = torch.empty_like(x)
        _call("gelu_backward", _long(x.numel()), x, gradient.contiguous(), out)
        return out


def muon_step(parameter, update, step):
    """Adds `step` times the update with all its singular values brought near 1."""
    _call("muon_step", *parameter.shape, update.contiguous(), 5, _float(step), parameter)
