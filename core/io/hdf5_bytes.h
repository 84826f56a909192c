// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace spikeglass::hdf5 {

inline constexpr std::uint64_t kUndefinedAddress = ~std::uint64_t{0};

/// Takes little-endian numbers one after the other from bytes that may be hostile. Past the end it hands out zeros and
/// remembers that it failed: read all, then ask once. A view; the bytes belong to the caller.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    bool failed() const { return m_failed; }
    std::size_t position() const { return m_at; }
    std::size_t remaining() const { return m_bytes.size() - m_at; }

    /// The next n bytes; empty and failed where there are fewer.
    std::span<const std::byte> take(std::uint64_t n) {
        if (m_failed || n > remaining()) {
            m_failed = true;
            return {};
        }
        const auto taken = m_bytes.subspan(m_at, static_cast<std::size_t>(n));
        m_at += taken.size();
        return taken;
    }
    void skip(std::uint64_t n) { take(n); }

    /// A number of 1 to 8 bytes.
    std::uint64_t number(std::size_t size) {
        std::uint64_t value = 0;
        const auto taken = take(size);
        for (std::size_t i = taken.size(); i-- > 0;) value = value << 8 | std::to_integer<std::uint64_t>(taken[i]);
        return value;
    }
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint64_t u64() { return number(8); }

    /// True if the next bytes are this signature; they are consumed.
    bool signature(const char (&text)[5]) {
        const auto taken = take(4);
        return taken.size() == 4 && std::memcmp(taken.data(), text, 4) == 0;
    }

  private:
    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    bool m_failed = false;
};

/// Bytes as text, up to the first NUL.
inline std::string textOf(std::span<const std::byte> bytes) {
    const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return text.substr(0, text.find('\0'));
}

}  // namespace spikeglass::hdf5
