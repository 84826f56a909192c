// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include "base/result.h"
#include "viewmodels/selection.h"

namespace spikeglass {

class RunViewModel;

/// Finds neurons by what people call them: "blocks.3.mlp.hidden/412", "3.mlp", "time_mix/12-20", "embedding/1,5". The part
/// before the slash is a site's name or a part of it that begins and ends at a dot; without a slash, all neurons of the
/// sites. A value that reads the run.
class NeuronSearch {
  public:
    explicit NeuronSearch(const RunViewModel& run) : m_run(&run) {}

    /// What was meant, or a sentence that says what there is.
    Result<Selection> find(const QString& text) const;
    /// Names to complete to: every site as views call it.
    QStringList completions() const;

  private:
    std::vector<std::size_t> sitesCalled(const QString& name) const;
    const RunViewModel* m_run;
};

}  // namespace spikeglass
