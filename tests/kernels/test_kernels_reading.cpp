// SPDX-License-Identifier: Apache-2.0
// The reader of memory really reads all of it: its sum is the sum.
#include <numeric>

#include "kernels/kernel_test.h"
#include "kernels/reading.h"

using namespace spikeglass;
using namespace spikeglass::test;

class TestKernelsReading : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase_data() { addTargetRows(); }
    void cleanup() { kernels::useBestTarget(); }

    void sumIsThatOfEveryWord() {
        QVERIFY(useRowsTarget());
        Random random(7);
        std::vector<Word> words(300);
        for (Word& word : words) word = random.next();
        for (std::size_t begin = 0; begin < 3; ++begin) {  // off a vector's alignment too
            for (std::size_t n = 0; begin + n <= words.size(); ++n) {
                const std::span<const Word> part = std::span(words).subspan(begin, n);
                QCOMPARE(kernels::sumWords(part), std::accumulate(part.begin(), part.end(), Word{0}));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestKernelsReading)
#include "test_kernels_reading.moc"
