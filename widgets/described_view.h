// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace spikeglass {

/// A view that we paint ourselves and that can say what it shows. The sentences are made when an assistive program
/// asks, not whenever the picture changes.
class DescribedView {
  public:
    virtual ~DescribedView() = default;
    virtual QString description() const = 0;

    /// Makes Qt ask every DescribedView for its description. Once is enough; more often is fine.
    static void installAccessibility();
};

}  // namespace spikeglass
