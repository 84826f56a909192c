// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to the room: a SpikeDecoder's configuration, with the published defaults and the published exceptions to them.
#include <set>
#include <string>
#include <vector>

#include "import/import_json.h"

namespace spikeglass {

/// The entries of a configuration, checked one by one as they are asked for. The first error is kept, and what is asked for
/// after it does not matter.
class DecoderSettings {
  public:
    DecoderSettings(const ImportJson& entries, std::string path);

    bool given(const std::string& name);
    std::int64_t integer(const std::string& name, std::optional<std::int64_t> fallback, std::int64_t low, std::int64_t high);
    double real(const std::string& name, double fallback, double low, double high);
    bool truth(const std::string& name, bool fallback = false);
    std::string choice(const std::string& name, const std::string& fallback, const std::vector<std::string>& choices);
    const ImportJson& entry(const std::string& name) const { return m_entries[name]; }
    const ImportJson& entries() const { return m_entries; }

    /// Keeps "PATH: reason", if it is the first.
    void refuse(const std::string& reason);
    void refuseEntry(const std::string& name, const std::string& expected);
    const std::string& error() const { return m_error; }  // empty: none
    /// Entries that nobody asked for.
    std::vector<std::string> unknown(const std::set<std::string>& alsoKnown) const;

  private:
    const ImportJson& m_entries;
    std::string m_path, m_error;
    std::set<std::string> m_known;
};

/// What the entries mean.
struct DecoderConfiguration {
    std::int64_t vocabulary = 1, positions = 1, tokenWidth = 0, positionWidth = 0, width = 1, blocks = 1, heads = 1, hidden = 1, timesteps = 1,
                 residualDegree = 0, tokenShift = 0;
    std::string tokenEmbedding = "none", positionEmbedding = "none", analogPosition, normalization, spikeMode;
    bool combinePosition = false, firstBlockResidual = false, floatReunite = false;
    double positionBias = 0, attentionScale = 0.125;
    std::vector<std::pair<std::string, std::string>> slots;
    bool learnedThresholds = false;

    const std::string& forms(const std::string& slot) const;
    /// As attributes of /configuration.
    std::vector<std::pair<std::string, CheckpointContent::Setting>> attributes() const;
};

/// Errors are the settings' (DecoderSettings::error()).
DecoderConfiguration readDecoderConfiguration(DecoderSettings& settings);

}  // namespace spikeglass
