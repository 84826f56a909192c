// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace spikeglass {
namespace {

constexpr std::size_t kBlockBytes = 64;

/// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> kRound{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// Takes bytes in pieces, in order; digest() ends it.
class Hasher {
  public:
    void add(std::span<const std::uint8_t> bytes) {
        m_bytes += bytes.size();
        while (!bytes.empty()) {
            const std::size_t n = std::min(bytes.size(), kBlockBytes - m_filled);
            std::copy_n(bytes.begin(), n, m_block.begin() + static_cast<std::ptrdiff_t>(m_filled));
            m_filled += n;
            bytes = bytes.subspan(n);
            if (m_filled == kBlockBytes) {
                compress();
                m_filled = 0;
            }
        }
    }

    std::string digest() {
        const std::uint64_t bits = m_bytes * 8;
        m_block[m_filled++] = 0x80;
        if (m_filled > kBlockBytes - 8) {
            std::fill(m_block.begin() + static_cast<std::ptrdiff_t>(m_filled), m_block.end(), std::uint8_t{0});
            compress();
            m_filled = 0;
        }
        std::fill(m_block.begin() + static_cast<std::ptrdiff_t>(m_filled), m_block.end(), std::uint8_t{0});
        for (std::size_t i = 0; i < 8; ++i)
            m_block[kBlockBytes - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
        compress();
        std::string text;
        for (const std::uint32_t word : m_hash) {
            char digits[9];
            std::snprintf(digits, sizeof digits, "%08x", word);
            text += digits;
        }
        return text;
    }

  private:
    /// FIPS 180-4, 6.2.2.
    void compress() {
        std::array<std::uint32_t, 64> w;
        for (std::size_t t = 0; t < 16; ++t)
            w[t] = static_cast<std::uint32_t>(m_block[4 * t]) << 24 | static_cast<std::uint32_t>(m_block[4 * t + 1]) << 16 |
                   static_cast<std::uint32_t>(m_block[4 * t + 2]) << 8 | m_block[4 * t + 3];
        for (std::size_t t = 16; t < 64; ++t) {
            const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
            const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
        auto [a, b, c, d, e, f, g, h] = m_hash;
        for (std::size_t t = 0; t < 64; ++t) {
            const std::uint32_t sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
            const std::uint32_t t1 = h + sum1 + ((e & f) ^ (~e & g)) + kRound[t] + w[t];
            const std::uint32_t sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
            const std::uint32_t t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + t1;
            d = c, c = b, b = a, a = t1 + t2;
        }
        const std::array<std::uint32_t, 8> round{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) m_hash[i] += round[i];
    }

    /// FIPS 180-4, 5.3.3.
    std::array<std::uint32_t, 8> m_hash{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, kBlockBytes> m_block{};
    std::size_t m_filled = 0;    // bytes of m_block in use
    std::uint64_t m_bytes = 0;   // seen so far
};

}  // namespace

std::string sha256(std::span<const std::uint8_t> bytes) {
    Hasher hasher;
    hasher.add(bytes);
    return hasher.digest();
}

Result<std::string> sha256OfFile(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return fail(path + ": cannot be opened: " + std::strerror(errno));
    if (!S_ISREG(status.st_mode)) return fail(path + ": is not a regular file");
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return fail(path + ": cannot be opened: " + std::strerror(errno));
    Hasher hasher;
    std::vector<std::uint8_t> piece(std::size_t{1} << 20);
    while (true) {
        const std::size_t n = std::fread(piece.data(), 1, piece.size(), file.get());
        hasher.add(std::span(piece).first(n));
        if (n == piece.size()) continue;
        if (std::ferror(file.get()) != 0) return fail(path + ": cannot be read: " + std::strerror(errno));
        return hasher.digest();
    }
}

}  // namespace spikeglass
