// SPDX-License-Identifier: Apache-2.0
#include "io/membrane_report.h"

#include <algorithm>

#include "io/hdf5_writing.h"
#include "io/whole_file.h"

namespace spikeglass {
namespace {

using namespace hdf5;

constexpr hsize_t kChunkBytes = 256U << 10;

/// The data of one population, written piece by piece.
DatasetHandle makeData(Writing& out, hid_t population, hsize_t steps, hsize_t neurons) {
    const hsize_t shape[2] = {steps, neurons};
    const hsize_t rows = std::clamp<hsize_t>(kChunkBytes / (sizeof(float) * std::max<hsize_t>(neurons, 1)), 1, std::max<hsize_t>(steps, 1));
    const hsize_t chunk[2] = {rows, std::max<hsize_t>(neurons, 1)};
    const SpaceHandle space(H5Screate_simple(2, shape, nullptr));
    const ListHandle creation(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_obj_track_times(creation.id(), false);
    H5Pset_chunk(creation.id(), 2, chunk);
    H5Pset_shuffle(creation.id());
    H5Pset_deflate(creation.id(), 4);
    DatasetHandle data(H5Dcreate2(population, "data", H5T_IEEE_F32LE, space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
    out.check(static_cast<bool>(data));
    out.attribute(data.id(), "units", "dimensionless");
    return data;
}

/// Which neuron each column is, and when each row was.
void makeMapping(Writing& out, hid_t population, const MembraneReport& report, const MembraneReport::Site& site) {
    const GroupHandle mapping = out.group(population, "mapping");
    const auto count = static_cast<std::int64_t>(site.neurons.size());
    const std::vector<std::uint64_t> nodes(site.neurons.begin(), site.neurons.end());
    std::vector<std::uint64_t> pointers(site.neurons.size() + 1);  // one element, the membrane, per node
    for (std::size_t i = 0; i < pointers.size(); ++i) pointers[i] = i;
    const std::vector<std::uint32_t> elements(site.neurons.size(), 0);
    const DatasetHandle ids = out.dataset(mapping.id(), "node_ids", H5T_STD_U64LE, H5T_NATIVE_UINT64, count, nodes.data());
    const std::uint8_t sorted = 1;
    out.attribute(ids.id(), "sorted", H5T_STD_U8LE, H5T_NATIVE_UINT8, &sorted);
    out.dataset(mapping.id(), "index_pointers", H5T_STD_U64LE, H5T_NATIVE_UINT64, count + 1, pointers.data());
    out.dataset(mapping.id(), "element_ids", H5T_STD_U32LE, H5T_NATIVE_UINT32, count, elements.data());
    const double time[3] = {report.startMilliseconds, report.startMilliseconds + report.millisecondsPerStep * static_cast<double>(report.steps),
                            report.millisecondsPerStep};
    const DatasetHandle times = out.dataset(mapping.id(), "time", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, 3, time);
    out.attribute(times.id(), "units", "ms");
}

Result<void> write(const std::string& path, const MembraneReport& report, std::uint64_t stepsAtOnce, const MembraneReport::Source& source) {
    const Session session;
    Writing out(path);
    const std::uint32_t magic = 0x0A7A, version[] = {0, 1};
    out.attribute(out.file(), "magic", H5T_STD_U32LE, H5T_NATIVE_UINT32, &magic);
    out.attribute(out.file(), "version", H5T_STD_U32LE, H5T_NATIVE_UINT32, version, 2);
    {
        const GroupHandle all = out.group(out.file(), "report");
        std::vector<DatasetHandle> data;
        for (const MembraneReport::Site& site : report.sites) {
            const GroupHandle population = out.group(all.id(), site.name);
            data.push_back(makeData(out, population.id(), report.steps, site.neurons.size()));
            makeMapping(out, population.id(), report, site);
        }
        for (std::uint64_t first = 0; first < report.steps; first += stepsAtOnce)
            for (std::size_t s = 0; s < data.size(); ++s) {
                const std::uint64_t count = std::min(stepsAtOnce, report.steps - first);
                const auto values = source(s, first, count);
                if (!values) return fail(values.error().message);
                if (values->empty()) continue;
                const hsize_t start[2] = {first, 0}, extent[2] = {count, report.sites[s].neurons.size()};
                const SpaceHandle whole(H5Dget_space(data[s].id())), piece(H5Screate_simple(2, extent, nullptr));
                H5Sselect_hyperslab(whole.id(), H5S_SELECT_SET, start, nullptr, extent, nullptr);
                out.check(H5Dwrite(data[s].id(), H5T_NATIVE_FLOAT, piece.id(), whole.id(), H5P_DEFAULT, values->data()) >= 0);
            }
    }
    return out.finish();
}

}  // namespace

Result<void> writeSonataReport(const std::string& path, const MembraneReport& report, std::uint64_t stepsAtOnce,
                               const MembraneReport::Source& source) {
    return writeWholeFile(path, [&](const std::string& temporary) { return write(temporary, report, stepsAtOnce, source); });
}

}  // namespace spikeglass
