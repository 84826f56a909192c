// SPDX-License-Identifier: Apache-2.0
#include "kernels/elementwise.h"

#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/elementwise.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"
#include "kernels/exponential-inl.h"
#include "kernels/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

/// Collects masks, vector after vector, into words of 64 bits.
class BitPacker {
  public:
    explicit HWY_INLINE BitPacker(Word* words) : m_next(words) {}

    /// Appends the first `count` bits of the mask. Precondition: counts but the last are the vector's lanes.
    template <class Mask>
    HWY_INLINE void append(Floats d, Mask mask, std::size_t count) {
        std::uint8_t bytes[8] = {};
        hn::StoreMaskBits(d, mask, bytes);
        const Word bits = (Word{bytes[0]} | (Word{bytes[1]} << 8)) & ((Word{1} << count) - 1);  // count <= 16
        m_word |= bits << m_filled;
        m_filled += count;
        if (m_filled == kWordBits) {
            *m_next++ = m_word;
            m_word = 0;
            m_filled = 0;
        }
    }
    /// Writes the last word if it is incomplete; its bits past the last neuron are zero.
    HWY_INLINE void finish() {
        if (m_filled > 0) *m_next = m_word;
    }

  private:
    Word* m_next;
    Word m_word = 0;
    std::size_t m_filled = 0;  // bits of m_word
};

void shiftMix(std::span<const float> now, std::span<const float> before, std::span<const float> mix,
              std::span<float> out) {
    const Floats d;
    forEachVector(0, out.size(), [&](auto part) HWY_ATTR {
        const auto m = part.load(d, mix.data());
        const auto rest = hn::Sub(hn::Set(d, 1.0F), m);
        const auto shifted = hn::Mul(part.load(d, before.data()), rest);
        part.store(d, hn::Add(hn::Mul(part.load(d, now.data()), m), shifted), out.data());
    });
}

void sigmoidGate(std::span<const float> gate, std::span<const float> x, std::span<float> out) {
    const Floats d;
    forEachVector(0, out.size(), [&](auto part) HWY_ATTR {
        part.store(d, hn::Mul(sigmoid(d, part.load(d, gate.data())), part.load(d, x.data())), out.data());
    });
}

void reluSquare(std::span<const float> x, std::span<float> out) {
    const Floats d;
    forEachVector(0, out.size(), [&](auto part) HWY_ATTR {
        const auto v = part.load(d, x.data());
        const auto positive = hn::IfThenElseZero(hn::Gt(v, hn::Zero(d)), v);
        part.store(d, hn::Mul(positive, positive), out.data());
    });
}

void gelu(std::span<const float> x, std::span<float> out) {
    const Floats d;
    const auto cubic = hn::Set(d, kGeluCubic), slope = hn::Set(d, kGeluSlope);
    forEachVector(0, out.size(), [&](auto part) HWY_ATTR {
        const auto v = part.load(d, x.data());
        const auto cube = hn::Mul(hn::Mul(v, v), v);
        const auto gate = hn::Mul(hn::Add(v, hn::Mul(cube, cubic)), slope);
        part.store(d, hn::Mul(sigmoid(d, gate), v), out.data());
    });
}

void add(std::span<const float> x, std::span<float> sum) {
    const Floats d;
    forEachVector(0, sum.size(), [&](auto part) HWY_ATTR {
        part.store(d, hn::Add(part.load(d, sum.data()), part.load(d, x.data())), sum.data());
    });
}

void scale(float factor, std::span<float> x) {
    const Floats d;
    forEachVector(0, x.size(), [&](auto part) HWY_ATTR {
        part.store(d, hn::Mul(part.load(d, x.data()), hn::Set(d, factor)), x.data());
    });
}

void heaviside(std::span<const float> x, std::span<float> out, std::span<Word> spikes) {
    const Floats d;
    BitPacker packer(spikes.data());
    forEachVector(0, out.size(), [&](auto part) HWY_ATTR {
        const auto fires = hn::Ge(part.load(d, x.data()), hn::Zero(d));
        part.store(d, hn::IfThenElseZero(fires, hn::Set(d, 1.0F)), out.data());
        packer.append(d, fires, part.count(d));
    });
    packer.finish();
}

void lifStep(const LifParameters& lif, std::span<const float> x, std::span<float> membrane, std::span<Word> spikes,
             std::span<float> potential, std::span<float> residual) {
    const Floats d;
    const auto tau = hn::Set(d, lif.tau);
    const auto threshold = hn::Set(d, lif.threshold);
    const auto one = hn::Set(d, 1.0F);
    BitPacker packer(spikes.data());
    forEachVector(0, x.size(), [&](auto part) HWY_ATTR {
        const auto v = part.load(d, membrane.data());
        const auto h = hn::Add(v, hn::Div(hn::Sub(part.load(d, x.data()), v), tau));
        const auto fires = hn::Ge(h, threshold);
        part.store(d, hn::IfThenZeroElse(fires, h), membrane.data());
        if (!potential.empty()) part.store(d, h, potential.data());
        if (!residual.empty()) {
            const auto sum = hn::Add(part.load(d, residual.data()), hn::IfThenElseZero(fires, one));
            part.store(d, sum, residual.data());
        }
        packer.append(d, fires, part.count(d));
    });
    packer.finish();
}

void wkvStep(std::span<const float> k, std::span<const float> v, std::span<const float> decay,
             std::span<const float> first, const WkvState& state, std::span<float> out) {
    const Floats d;
    forEachVector(0, out.size(), [&](auto part) HWY_ATTR {
        const auto key = part.load(d, k.data());
        const auto value = part.load(d, v.data());
        const auto a = part.load(d, state.a.data());
        const auto b = part.load(d, state.b.data());
        const auto p = part.load(d, state.p.data());
        const auto now = hn::Add(part.load(d, first.data()), key);
        const auto q = hn::IfThenElse(hn::Gt(p, now), p, now);
        const auto ePast = exp(d, hn::Sub(p, q));
        const auto eNow = exp(d, hn::Sub(now, q));
        const auto numerator = hn::Add(hn::Mul(ePast, a), hn::Mul(eNow, value));
        const auto denominator = hn::Add(hn::Mul(ePast, b), eNow);
        part.store(d, hn::Div(numerator, denominator), out.data());

        const auto decayed = hn::Add(p, part.load(d, decay.data()));
        const auto next = hn::IfThenElse(hn::Gt(decayed, key), decayed, key);
        const auto eOld = exp(d, hn::Sub(decayed, next));
        const auto eNew = exp(d, hn::Sub(key, next));
        part.store(d, hn::Add(hn::Mul(eOld, a), hn::Mul(eNew, value)), state.a.data());
        part.store(d, hn::Add(hn::Mul(eOld, b), eNew), state.b.data());
        part.store(d, next, state.p.data());
    });
}

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(shiftMix);
HWY_EXPORT(sigmoidGate);
HWY_EXPORT(reluSquare);
HWY_EXPORT(gelu);
HWY_EXPORT(add);
HWY_EXPORT(scale);
HWY_EXPORT(heaviside);
HWY_EXPORT(lifStep);
HWY_EXPORT(wkvStep);

void shiftMix(std::span<const float> now, std::span<const float> before, std::span<const float> mix,
              std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(shiftMix)(now, before, mix, out);
}

void sigmoidGate(std::span<const float> gate, std::span<const float> x, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(sigmoidGate)(gate, x, out);
}

void reluSquare(std::span<const float> x, std::span<float> out) { HWY_DYNAMIC_DISPATCH(reluSquare)(x, out); }

void gelu(std::span<const float> x, std::span<float> out) { HWY_DYNAMIC_DISPATCH(gelu)(x, out); }

void add(std::span<const float> x, std::span<float> sum) { HWY_DYNAMIC_DISPATCH(add)(x, sum); }

void scale(float factor, std::span<float> x) { HWY_DYNAMIC_DISPATCH(scale)(factor, x); }

void heaviside(std::span<const float> x, std::span<float> out, std::span<Word> spikes) {
    HWY_DYNAMIC_DISPATCH(heaviside)(x, out, spikes);
}

void lifStep(const LifParameters& lif, std::span<const float> x, std::span<float> membrane, std::span<Word> spikes,
             std::span<float> potential, std::span<float> residual) {
    HWY_DYNAMIC_DISPATCH(lifStep)(lif, x, membrane, spikes, potential, residual);
}

void wkvStep(std::span<const float> k, std::span<const float> v, std::span<const float> decay,
             std::span<const float> first, const WkvState& state, std::span<float> out) {
    HWY_DYNAMIC_DISPATCH(wkvStep)(k, v, decay, first, state, out);
}

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
