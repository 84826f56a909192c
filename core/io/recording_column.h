// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "io/hdf5_handles.h"

namespace spikeglass {

/// One growing dataset of a recording: a row per token. Rows wait in memory until write(), which packs whole chunks
/// itself (shuffle and deflate) and puts each on disk at once, so that HDF5 holds back nothing but small metadata.
/// Not thread safe; call under an hdf5::Session where it says so.
class RecordingColumn {
  public:
    enum class Kind { UInt8, Int32, Int64, Float32 };

    /// shape is that of one row, without the tokens: [timesteps, width]. Makes the dataset (under a Session).
    /// Errors: HDF5 cannot make it, with the reason.
    static Result<RecordingColumn> create(hid_t parent, const std::string& name, Kind kind,
                                          std::vector<hsize_t> shape);

    /// Room for one more row, zeroed, to be filled by the caller before the next call of anything here.
    std::span<std::byte> addRow();
    std::size_t rowBytes() const { return m_rowBytes; }
    /// Bytes of the rows that wait.
    std::size_t waitingBytes() const { return m_rows.size(); }

    /// Bytes that write() may at most add to the file after one more row.
    std::size_t mostBytesWithOneMore() const;

    /// Packs what waits into chunks and writes them; the rows of the last, incomplete chunk are kept for the next time. Under
    /// a Session. Errors: out of memory; HDF5's, with the reason.
    Result<void> write();
    bool close() { return m_dataset.close(); }

  private:
    std::vector<std::byte> pack(std::span<const std::byte> chunk) const;

    hdf5::DatasetHandle m_dataset;
    std::vector<hsize_t> m_shape;  // of one row
    std::size_t m_elementBytes = 1;
    std::size_t m_rowBytes = 1;
    std::size_t m_chunkRows = 1;
    hsize_t m_firstWaiting = 0;       // the token that the first waiting row belongs to; a multiple of m_chunkRows
    std::vector<std::byte> m_rows;    // waiting
    std::size_t m_writtenBytes = 0;   // of them, those that the file has already
};

/// Rows per chunk so that a chunk has about 64 KB and at most 1,024 rows: a power of two, at least 1.
std::size_t chunkRows(std::size_t rowBytes);

}  // namespace spikeglass
