// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

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

/// The numbers behind a plot, as a table: for those who do not see it, and for those who want to copy them. Made when
/// it is asked for.
class PlotTable {
  public:
    virtual ~PlotTable() = default;
    virtual QString tableTitle() const = 0;
    virtual std::vector<QString> tableHeader() const = 0;
    virtual std::vector<std::vector<QString>> tableRows() const = 0;  // [rows, columns of the header]
};

}  // namespace spikeglass
