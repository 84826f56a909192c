// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "import/import_options.h"
#include "import/weight_facts.h"
#include "io/examination.h"

namespace spikeglass {

class StateDict;

/// A file of weights on its way to a checkpoint: examined and opened once, asked what it says, and written with what it cannot
/// say. A value; constant, so any thread.
class WeightImport {
  public:
    /// cancelled: asked now and then while the file is examined. Errors: those of examineFile() and StateDict::open().
    static Result<WeightImport> open(const std::string& path, const std::function<bool()>& cancelled = {});

    const std::string& path() const { return m_examined.path; }
    /// Errors: the tensors are of no architecture that this program knows, or contradict each other.
    Result<WeightFacts> facts() const;
    /// Everything that write() would refuse, short of the values of the weights and of the disk. Errors: those of importCheckpoint().
    Result<void> check(const ImportOptions& options) const;
    /// As importCheckpoint().
    Result<std::vector<std::string>> write(const std::string& output, const ImportOptions& options) const;

  private:
    WeightImport(Examined examined, std::shared_ptr<const StateDict> state) : m_examined(std::move(examined)), m_state(std::move(state)) {}

    Examined m_examined;
    std::shared_ptr<const StateDict> m_state;
};

}  // namespace spikeglass
