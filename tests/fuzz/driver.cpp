// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer: seeds, and mutations of them that follow from a number, so that a finding can be made
// again. FUZZ_TARGET RUNS SEED FILE|FOLDER... ; with RUNS 0 the files as they are.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;
constexpr double kLongestSeconds = 5;

Bytes contentOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t below(spikeglass::Random& random, std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random.next() % n); }

/// One of: a bit flipped, a byte set, an interesting number, a piece copied, swapped or cut out, a piece of another seed.
void mutate(Bytes& bytes, const Bytes& other, spikeglass::Random& random) {
    if (bytes.empty()) bytes.push_back(0);
    const std::size_t at = below(random, bytes.size()), from = below(random, bytes.size());
    const std::size_t length = std::min({std::size_t{1} << below(random, 9), bytes.size() - at, bytes.size() - from});
    const auto begin = bytes.begin();
    switch (random.next() % 9) {
        case 0: bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1U << below(random, 8))); break;
        case 1: bytes[at] = static_cast<std::uint8_t>(random.next()); break;
        case 2: {
            constexpr std::uint64_t kNumbers[] = {0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, ~std::uint64_t{0} >> 1, ~std::uint64_t{0}};
            const std::uint64_t number = kNumbers[below(random, std::size(kNumbers))];
            std::memcpy(&bytes[at], &number, std::min<std::size_t>(bytes.size() - at, std::size_t{1} << below(random, 4)));
            break;
        }
        case 3: std::copy_n(Bytes(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(from + length)).begin(), length, begin + static_cast<std::ptrdiff_t>(at)); break;
        case 4:
            for (std::size_t i = 0; i < length; ++i) std::swap(bytes[at + i], bytes[from + i]);
            break;
        case 5: bytes.erase(begin + static_cast<std::ptrdiff_t>(at), begin + static_cast<std::ptrdiff_t>(at + length)); break;
        case 6: bytes.insert(begin + static_cast<std::ptrdiff_t>(at), length, static_cast<std::uint8_t>(random.next())); break;
        case 7: bytes.resize(std::max<std::size_t>(at, 1)); break;
        default:
            for (std::size_t i = 0; i < length && !other.empty(); ++i) bytes[at + i] = other[(from + i) % other.size()];
    }
}

/// False if it took too long.
bool run(const Bytes& bytes) {
    const auto began = std::chrono::steady_clock::now();
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count() < kLongestSeconds;
}

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t runs = 0, seed = 0;
    const auto number = [](const char* text, std::uint64_t& value) { return std::from_chars(text, text + std::strlen(text), value).ec == std::errc{}; };
    if (argc < 4 || !number(argv[1], runs) || !number(argv[2], seed)) {
        std::fprintf(stderr, "Usage: %s RUNS SEED FILE|FOLDER...\n", argv[0]);
        return 2;
    }
    std::vector<std::filesystem::path> files;
    for (int i = 3; i < argc; ++i) {
        if (!std::filesystem::is_directory(argv[i])) files.emplace_back(argv[i]);
        else for (const auto& entry : std::filesystem::directory_iterator(argv[i])) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Bytes> seeds;
    for (const auto& file : files) {
        seeds.push_back(contentOf(file));
        if (!run(seeds.back())) return std::fprintf(stderr, "%s took longer than %g seconds\n", file.c_str(), kLongestSeconds), 1;
    }
    for (std::uint64_t i = 0; i < runs && !seeds.empty(); ++i) {
        spikeglass::Random random(seed * 1000003 + i);
        Bytes bytes = seeds[below(random, seeds.size())];
        const Bytes& other = seeds[below(random, seeds.size())];
        for (std::uint64_t k = 1 + random.next() % 6; k > 0; --k) mutate(bytes, other, random);
        // What a crash leaves behind: the number that makes it again.
        if (i % 4096 == 0) std::fprintf(stderr, "\rrun %llu", static_cast<unsigned long long>(i));
        if (!run(bytes)) return std::fprintf(stderr, "\nrun %llu took longer than %g seconds\n", static_cast<unsigned long long>(i), kLongestSeconds), 1;
    }
    std::fprintf(stderr, "\r%zu seeds, %llu runs, no finding\n", seeds.size(), static_cast<unsigned long long>(runs));
    return 0;
}
