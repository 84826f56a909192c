// SPDX-License-Identifier: Apache-2.0
// The filters that we undo ourselves, and half precision.
#include <zlib.h>

#include <QTest>
#include <cmath>
#include <numeric>

#include "io/half.h"
#include "io/hdf5_chunks.h"
#include "io/utf8.h"

using namespace spikeglass;
using namespace spikeglass::hdf5;

namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

std::vector<std::byte> deflated(const std::vector<std::byte>& plain) {
    uLongf size = compressBound(static_cast<uLong>(plain.size()));
    std::vector<std::byte> packed(size);
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
             static_cast<uLong>(plain.size()));
    packed.resize(size);
    return packed;
}

}  // namespace

class TestIoChunks : public QObject {
    Q_OBJECT
  private slots:
    void unshuffles();
    void checksums();
    void unpacks();
    void boundsWhatDeflateMakes();
    void refusesDamage();
    void skipsFiltersOfAChunk();
    void convertsHalves();
    void recognizesUtf8();
};

void TestIoChunks::unshuffles() {
    QCOMPARE(unshuffle(bytes({1, 5, 2, 6, 3, 7, 4, 8}), 4), bytes({1, 2, 3, 4, 5, 6, 7, 8}));
    QCOMPARE(unshuffle(bytes({1, 3, 2, 4, 9}), 2), bytes({1, 2, 3, 4, 9}));  // a rest stays where it is
    QCOMPARE(unshuffle(bytes({1, 2, 3}), 1), bytes({1, 2, 3}));
}

void TestIoChunks::checksums() {
    // By hand: words 0x0102, 0x0304: sum1 = 0x0102, 0x0406; sum2 = 0x0102, 0x0508.
    QCOMPARE(fletcher32(bytes({1, 2, 3, 4})), 0x05080406U);
    QCOMPARE(fletcher32(bytes({1, 2, 3})), 0x05040402U);  // the last word is 0x0300
    QCOMPARE(fletcher32({}), 0U);
    // As HDF5 1.10.8 stored them: a sum that is a multiple of 65535 is 0 only where every byte is.
    QCOMPARE(fletcher32(bytes({255, 255})), 0xFFFFFFFFU);
    QCOMPARE(fletcher32(bytes({255, 255, 0, 0})), 0xFFFFFFFFU);
    QCOMPARE(fletcher32(bytes({255, 254, 0, 1})), 0xFFFEFFFFU);
    QCOMPARE(fletcher32(bytes({128, 0, 127, 255, 1, 2})), 0x81020102U);
    QCOMPARE(fletcher32(std::vector<std::byte>(721, std::byte{255})), 0xFF00FF00U);
    QCOMPARE(fletcher32(bytes({0, 0, 0, 0})), 0U);
}

void TestIoChunks::unpacks() {
    std::vector<std::byte> plain(64);
    for (std::size_t i = 0; i < plain.size(); ++i) plain[i] = static_cast<std::byte>(i);
    auto packed = deflated(plain);
    const std::uint32_t sum = fletcher32(packed);
    for (int k = 0; k < 4; ++k) packed.push_back(static_cast<std::byte>(sum >> (8 * k)));
    const int filters[] = {kDeflate, kFletcher32};
    const auto result = unpackChunk(packed, filters, 0, 64, 4, "f");
    QVERIFY(result);
    QCOMPARE(*result, plain);
}

void TestIoChunks::boundsWhatDeflateMakes() {
    const auto bomb = deflated(std::vector<std::byte>(16U << 20));
    QVERIFY(bomb.size() < 20000);
    const int filters[] = {kDeflate};
    const auto result = unpackChunk(bomb, filters, 0, 1024, 4, "f");
    QVERIFY(!result);
    QCOMPARE(result.error().message, std::string("f is damaged: a chunk does not unpack to its declared size"));
}

void TestIoChunks::refusesDamage() {
    const int deflate[] = {kDeflate};
    const int checksum[] = {kFletcher32};
    const int unknown[] = {32000};
    const auto packed = deflated(std::vector<std::byte>(64));
    const auto message = [](const Result<std::vector<std::byte>>& r) { return r ? "" : r.error().message; };
    QCOMPARE(message(unpackChunk(bytes({1, 2, 3}), deflate, 0, 64, 4, "f")),
             std::string("f is damaged: a chunk does not unpack to its declared size"));
    QCOMPARE(message(unpackChunk(packed, deflate, 0, 100, 4, "f")),
             std::string("f is damaged: a chunk unpacks to 64 bytes; expected 100"));
    QCOMPARE(message(unpackChunk(bytes({1, 2}), checksum, 0, 64, 4, "f")),
             std::string("f is damaged: a chunk is shorter than its checksum"));
    QCOMPARE(message(unpackChunk(bytes({1, 2, 3, 4, 0, 0, 0, 0}), checksum, 0, 4, 4, "f")),
             std::string("f is damaged: the checksum of a chunk does not match"));
    QCOMPARE(message(unpackChunk(packed, unknown, 0, 64, 4, "f")), std::string("f uses HDF5 filter 32000"));
}

void TestIoChunks::skipsFiltersOfAChunk() {
    const int filters[] = {kShuffle, kDeflate};
    const auto result = unpackChunk(bytes({1, 3, 2, 4}), filters, 2, 4, 2, "f");  // bit 1: not deflated
    QVERIFY(result);
    QCOMPARE(*result, bytes({1, 2, 3, 4}));
}

void TestIoChunks::convertsHalves() {
    QCOMPARE(halfToFloat(0x0000), 0.0F);
    QVERIFY(std::signbit(halfToFloat(0x8000)));
    QCOMPARE(halfToFloat(0x3C00), 1.0F);
    QCOMPARE(halfToFloat(0xC000), -2.0F);
    QCOMPARE(halfToFloat(0x7BFF), 65504.0F);
    QCOMPARE(halfToFloat(0x0001), 0x1p-24F);
    QCOMPARE(halfToFloat(0x83FF), -1023.0F * 0x1p-24F);
    QCOMPARE(halfToFloat(0x0400), 0x1p-14F);
    QVERIFY(std::isinf(halfToFloat(0x7C00)) && std::isinf(halfToFloat(0xFC00)) && halfToFloat(0xFC00) < 0);
    QVERIFY(std::isnan(halfToFloat(0x7E01)));
    for (std::uint32_t half = 0; half < 0x7C00; ++half)  // by definition: fraction and exponent
        QCOMPARE(halfToFloat(static_cast<std::uint16_t>(half)),
                 half < 0x400 ? std::ldexp(static_cast<float>(half), -24)
                              : std::ldexp(static_cast<float>(1024 + half % 1024), static_cast<int>(half / 1024) - 25));
}

void TestIoChunks::recognizesUtf8() {
    QVERIFY(isUtf8("") && isUtf8("abc") && isUtf8("é€😀") && isUtf8("\xF4\x8F\xBF\xBF"));
    for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\xC3(", "a\xFF"})
        QVERIFY2(!isUtf8(bad), bad);
    QCOMPARE(validUtf8("a\xFF\xC3z", 100), std::string("a\xEF\xBF\xBD\xEF\xBF\xBDz"));
    QCOMPARE(validUtf8("aéé", 4), std::string("aé"));  // whole characters only
}

QTEST_APPLESS_MAIN(TestIoChunks)
#include "test_io_chunks.moc"
