// SPDX-License-Identifier: Apache-2.0
// Spikes as SONATA and as NWB, both HDF5.
#include <algorithm>
#include <cstdint>

#include "base/sha256.h"
#include "io/hdf5_writing.h"
#include "io/spike_export.h"
#include "io/whole_file.h"

namespace spikeglass {
namespace {

using namespace hdf5;

/// The same for the same run and name: what a random UUID is for.
std::string objectId(const SpikeTrains& trains, const std::string& name) {
    const std::string all = trains.identifier + '/' + name;
    const std::string hex = sha256(all);
    return hex.substr(0, 8) + '-' + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-8" + hex.substr(17, 3) + '-' + hex.substr(20, 12);
}

/// NWB's tables, whose columns each say what they are.
class NwbTable {
  public:
    NwbTable(Writing& writing, const SpikeTrains& trains) : m_writing(writing), m_trains(trains) {}
    void type(hid_t object, const std::string& space, const std::string& name, const std::string& id) {
        m_writing.attribute(object, "namespace", space);
        m_writing.attribute(object, "neurodata_type", name);
        m_writing.attribute(object, "object_id", objectId(m_trains, id));
    }
    void column(const DatasetHandle& data, const std::string& name, const std::string& description) {
        type(data.id(), "hdmf-common", "VectorData", name);
        m_writing.attribute(data.id(), "description", description);
    }
    void index(hid_t parent, const std::string& name, const DatasetHandle& target, const std::vector<std::uint64_t>& ends) {
        const DatasetHandle data = m_writing.dataset(parent, name + "_index", H5T_STD_U64LE, H5T_NATIVE_UINT64, static_cast<std::int64_t>(ends.size()), ends.data());
        type(data.id(), "hdmf-common", "VectorIndex", name + "_index");
        m_writing.attribute(data.id(), "description", "where each unit's " + name + " end");
        hobj_ref_t reference{};
        H5Rcreate(&reference, target.id(), ".", H5R_OBJECT, H5I_INVALID_HID);
        m_writing.attribute(data.id(), "target", H5T_STD_REF_OBJ, H5T_STD_REF_OBJ, &reference);
    }

  private:
    Writing& m_writing;
    const SpikeTrains& m_trains;
};

Result<void> sonata(const std::string& path, const SpikeTrains& trains) {
    const Session session;
    Writing out(path);
    const std::uint32_t magic = 0x0A7A, version[] = {0, 1};
    out.attribute(out.file(), "magic", H5T_STD_U32LE, H5T_NATIVE_UINT32, &magic);
    out.attribute(out.file(), "version", H5T_STD_U32LE, H5T_NATIVE_UINT32, version, 2);
    const TypeHandle sorting(H5Tenum_create(H5T_STD_U8LE));
    const char* names[] = {"none", "by_id", "by_time"};
    for (std::uint8_t i = 0; i < 3; ++i) H5Tenum_insert(sorting.id(), names[i], &i);
    const GroupHandle spikes = out.group(out.file(), "spikes");
    for (const SpikeTrains::Site& site : trains.sites) {
        std::vector<std::pair<double, std::uint64_t>> all;
        for (std::size_t n = 0; n < site.seconds.size(); ++n)
            for (const double at : site.seconds[n]) all.emplace_back(1000 * at, site.neuron(n));
        std::sort(all.begin(), all.end());
        std::vector<double> times;
        std::vector<std::uint64_t> ids;
        for (const auto& [at, id] : all) times.push_back(at), ids.push_back(id);
        const GroupHandle population = out.group(spikes.id(), site.name);
        const std::uint8_t byTime = 2;
        out.attribute(population.id(), "sorting", sorting.id(), sorting.id(), &byTime);
        const auto count = static_cast<std::int64_t>(all.size());
        const DatasetHandle timestamps = out.dataset(population.id(), "timestamps", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, count, times.data());
        out.attribute(timestamps.id(), "units", "ms");
        out.dataset(population.id(), "node_ids", H5T_STD_U64LE, H5T_NATIVE_UINT64, count, ids.data());
    }
    return out.finish();
}

Result<void> nwb(const std::string& path, const SpikeTrains& trains) {
    const Session session;
    Writing out(path);
    NwbTable table(out, trains);
    const std::string start = "1970-01-01T00:00:00+00:00";  // a computed run has no date; NWB asks for one
    table.type(out.file(), "core", "NWBFile", "/");
    out.attribute(out.file(), "nwb_version", "2.6.0");
    out.texts(out.file(), "identifier", {trains.identifier}, true);
    out.texts(out.file(), "session_description", {trains.description + " Artificial neurons: computed, not measured; the date stands for none."}, true);
    out.texts(out.file(), "session_start_time", {start}, true);
    out.texts(out.file(), "timestamps_reference_time", {start}, true);
    out.texts(out.file(), "file_create_date", {start});
    for (const char* name : {"acquisition", "analysis", "processing", "general"}) out.group(out.file(), name);
    const GroupHandle stimulus = out.group(out.file(), "stimulus");
    for (const char* name : {"presentation", "templates"}) out.group(stimulus.id(), name);

    std::vector<double> times, intervals;
    std::vector<std::uint64_t> ends, intervalEnds;
    std::vector<std::int64_t> ids;
    std::vector<std::string> names, sites;
    for (const SpikeTrains::Site& site : trains.sites)
        for (std::size_t n = 0; n < site.seconds.size(); ++n) {
            times.insert(times.end(), site.seconds[n].begin(), site.seconds[n].end());
            ends.push_back(times.size());
            intervals.insert(intervals.end(), {trains.startSeconds, trains.endSeconds});
            ids.push_back(static_cast<std::int64_t>(ids.size()));
            intervalEnds.push_back(ids.size());
            names.push_back(site.name + '/' + std::to_string(site.neuron(n)));
            sites.push_back(site.name);
        }
    const auto units = static_cast<std::int64_t>(ids.size());
    const GroupHandle group = out.group(out.file(), "units");
    table.type(group.id(), "core", "Units", "/units");
    const char* columns[] = {"spike_times", "obs_intervals", "unit_name", "site"};
    out.attribute(group.id(), "colnames", out.text(), out.text(), columns, 4);
    out.attribute(group.id(), "description", "neurons of a spiking language model");
    const DatasetHandle id = out.dataset(group.id(), "id", H5T_STD_I64LE, H5T_NATIVE_INT64, units, ids.data());
    table.type(id.id(), "hdmf-common", "ElementIdentifiers", "id");
    const DatasetHandle spikes = out.dataset(group.id(), "spike_times", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, static_cast<std::int64_t>(times.size()), times.data());
    table.column(spikes, "spike_times", "seconds from the first token; one timestep of the network is the resolution");
    out.attribute(spikes.id(), "resolution", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &trains.secondsPerStep);
    table.index(group.id(), "spike_times", spikes, ends);
    const DatasetHandle seen = out.dataset(group.id(), "obs_intervals", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, units, intervals.data(), 2);
    table.column(seen, "obs_intervals", "the tokens that were exported");
    table.index(group.id(), "obs_intervals", seen, intervalEnds);
    table.column(out.texts(group.id(), "unit_name", names), "unit_name", "site and neuron");
    table.column(out.texts(group.id(), "site", sites), "site", "site of the network");
    return out.finish();
}

}  // namespace

Result<void> writeSonata(const std::string& path, const SpikeTrains& trains) {
    return writeWholeFile(path, [&](const std::string& temporary) { return sonata(temporary, trains); });
}

Result<void> writeNwb(const std::string& path, const SpikeTrains& trains) {
    return writeWholeFile(path, [&](const std::string& temporary) { return nwb(temporary, trains); });
}

}  // namespace spikeglass
