// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <string>

namespace spikeglass {

struct PricingModel;

/// The engine knows no Qt and speaks English. These say its words in the window's language; in English, and where they
/// meet words that they do not know, they change nothing. For the window's thread.

/// "compute only, fp32, 45 nm"
QString pricingName(const PricingModel& pricing);

/// Whether a ratio to the analog twin is to be marked: of operations counted in full, which makes it up to 1.3 times too good
/// (docs/energy.md). Published rules do not count zeros.
bool isRatioMarked(bool twinInFull, const PricingModel& pricing);
/// What the mark means.
QString ratioMark();

/// A sentence of describe(Finding): phrase by phrase, because its parts are put together as they apply.
QString findingInWords(const std::string& sentence);

/// A sentence that fits a banner of a few lines: of one with names as long as the file they come from, the middle is left out.
QString withinBanner(const QString& sentence);

}  // namespace spikeglass
