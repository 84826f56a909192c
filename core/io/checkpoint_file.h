// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/aligned_vector.h"
#include "base/result.h"

namespace spikeglass {

/// Which forms of a slot a checkpoint was trained with.
struct SlotForms {
    bool analog = false;   // "ann"
    bool spiking = false;  // "snn"
};

/// What a checkpoint says about itself. Texts may be empty; numbers are absent where the file does not state them.
struct ModelCard {
    std::string name;
    std::string licence;
    std::string trainingText;
    std::string notes;
    std::optional<std::int64_t> tokensSeen;
    /// Held-out bits per character by block choice: "all_snn", "all_ann", "random_mean" (mean of ten random choices).
    std::map<std::string, double> heldOutBitsPerCharacter;
};

/// The tokenizer as embedded in the file; kind is empty where the file holds none.
struct TokenizerDefinition {
    std::string kind;
    std::string definition;  // raw bytes, see makeTokenizer()
};

/// A Spikeglass checkpoint (docs/checkpoint-format.md), opened and checked: format, version, the declared sizes of every
/// dataset against the file. Files come from strangers: external links, external storage, virtual datasets and filters
/// other than deflate, shuffle and fletcher32 are refused; nothing is allocated before its size is checked.
/// Every error is one sentence: file, dataset or attribute, expected, found. Owns the HDF5 handle; one thread at a time.
class CheckpointFile {
  public:
    /// descriptor: see hdf5::InputFile::open().
    static Result<CheckpointFile> open(const std::string& path, int descriptor = -1);
    CheckpointFile(CheckpointFile&&) noexcept;
    CheckpointFile& operator=(CheckpointFile&&) noexcept;
    ~CheckpointFile();

    const std::string& path() const;
    const std::string& architecture() const;  // "spikegpt"
    const ModelCard& card() const;
    const TokenizerDefinition& tokenizer() const;
    const std::map<std::string, SlotForms>& slotForms() const;  // as stored; the network checks the names

    /// Attributes of /configuration. Errors: absent (and no fallback given), wrong type, outside [minimum, maximum].
    Result<std::int64_t> integer(const std::string& name, std::int64_t minimum, std::int64_t maximum,
                                 std::optional<std::int64_t> fallback = {}) const;
    Result<double> real(const std::string& name, double minimum, double maximum, std::optional<double> fallback = {}) const;
    Result<bool> boolean(const std::string& name, std::optional<bool> fallback = {}) const;
    Result<std::string> text(const std::string& name, const std::vector<std::string>& allowed,
                             std::optional<std::string> fallback = {}) const;

    /// True where /weights/NAME exists.
    bool hasTensor(const std::string& name) const;
    /// /weights/NAME as float32, row-major, whatever float type the file stores.
    /// Errors: absent, another type, another shape than expected, fewer bytes in the file than the shape needs, a NaN or
    /// an infinity (with its index).
    Result<std::vector<float>> tensor(const std::string& name, const std::vector<std::size_t>& shape) const;
    /// True where the tensor lies in one piece, so that parts of it can be read for what they take themselves.
    bool inOnePiece(const std::string& name) const;
    /// Rows [first, first + n) along the first dimension of tensor(), n = out.size() / elements of a row. Errors: those of
    /// tensor(). Precondition: the rows exist.
    Result<void> tensorRows(const std::string& name, const std::vector<std::size_t>& shape, std::size_t first,
                            std::span<float> out) const;
    /// That tensor() of every weight would succeed, a few megabytes at a time. Errors: those of tensor().
    Result<void> checkWeights() const;
    /// "float32", "float16", "bfloat16" or "mixed", over all tensors.
    const std::string& storedType() const;
    /// Number of weights in /weights.
    std::int64_t parameterCount() const;

  private:
    struct Data;
    explicit CheckpointFile(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

}  // namespace spikeglass
