// SPDX-License-Identifier: Apache-2.0
#include "io/checkpoint_writer.h"

#include "io/hdf5_writing.h"
#include "io/whole_file.h"

namespace spikeglass {
namespace {

using namespace hdf5;

constexpr hsize_t kAlignedFrom = 1024, kAlignment = 64;  // bytes

/// As h5py stores a truth value.
TypeHandle booleanType() {
    TypeHandle type(H5Tenum_create(H5T_STD_I8LE));
    const std::int8_t no = 0, yes = 1;
    H5Tenum_insert(type.id(), "FALSE", &no);
    H5Tenum_insert(type.id(), "TRUE", &yes);
    return type;
}

void writeSetting(Writing& out, hid_t group, const std::string& name, const CheckpointContent::Setting& setting) {
    if (const auto* truth = std::get_if<bool>(&setting)) {
        const TypeHandle type = booleanType();
        const std::int8_t value = *truth ? 1 : 0;
        out.attribute(group, name, type.id(), type.id(), &value);
    } else if (const auto* integer = std::get_if<std::int64_t>(&setting)) {
        out.attribute(group, name, H5T_STD_I64LE, H5T_NATIVE_INT64, integer);
    } else if (const auto* real = std::get_if<double>(&setting)) {
        out.attribute(group, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, real);
    } else {
        out.attribute(group, name, std::get<std::string>(setting));
    }
}

/// IEEE 754 binary16, which HDF5 has no name for.
TypeHandle halfType() {
    TypeHandle type(H5Tcopy(H5T_IEEE_F32LE));
    H5Tset_fields(type.id(), 15, 10, 5, 0, 10);
    H5Tset_size(type.id(), 2);
    H5Tset_ebias(type.id(), 15);
    return type;
}

Result<void> writeWeights(Writing& out, hid_t group, const CheckpointContent::Weights& weights) {
    const auto bytes = weights.read();
    if (!bytes) return fail(bytes.error().message);
    const std::vector<hsize_t> shape(weights.shape.begin(), weights.shape.end());
    const SpaceHandle space(shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr));
    const bool isBFloat16 = weights.type == StoredType::BFloat16;
    const TypeHandle type = weights.type == StoredType::Float16 ? halfType() : TypeHandle(H5Tcopy(isBFloat16 ? H5T_STD_U16LE : H5T_IEEE_F32LE));
    const ListHandle creation(H5Pcreate(H5P_DATASET_CREATE));
    H5Pset_obj_track_times(creation.id(), false);
    const DatasetHandle made(H5Dcreate2(group, weights.name.c_str(), type.id(), space.id(), H5P_DEFAULT, creation.id(), H5P_DEFAULT));
    out.check(made && H5Dwrite(made.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes->data()) >= 0);
    if (isBFloat16) out.attribute(made.id(), "dtype", "bfloat16");
    return {};
}

Result<void> write(const std::string& path, const CheckpointContent& content) {
    const Session session;
    Writing out(path, kAlignedFrom, kAlignment);
    {
        out.attribute(out.file(), "format", "spikeglass-checkpoint");
        const std::int32_t version = 1;
        out.attribute(out.file(), "version", H5T_STD_I32LE, H5T_NATIVE_INT32, &version);
        out.attribute(out.file(), "architecture", content.architecture);
        const GroupHandle configuration = out.group(out.file(), "configuration");
        for (const auto& [name, setting] : content.configuration) writeSetting(out, configuration.id(), name, setting);
        const GroupHandle slotGroup = out.group(out.file(), "slots");
        for (const auto& [name, forms] : content.slots) out.attribute(slotGroup.id(), name, forms);
        if (!content.tokenizer.kind.empty()) {
            const GroupHandle tokenizer = out.group(out.file(), "tokenizer");
            out.attribute(tokenizer.id(), "kind", content.tokenizer.kind);
            out.dataset(tokenizer.id(), "definition", H5T_STD_U8LE, H5T_NATIVE_UINT8, static_cast<std::int64_t>(content.tokenizer.definition.size()),
                        content.tokenizer.definition.data());
        }
        const GroupHandle card = out.group(out.file(), "card");
        for (const auto& [name, text] : content.cardTexts) out.attribute(card.id(), name, text);
        if (content.tokensSeen) writeSetting(out, card.id(), "tokens_seen", *content.tokensSeen);
        if (!content.heldOutBitsPerCharacter.empty()) {
            const GroupHandle figures = out.group(card.id(), "held_out_bits_per_character");
            for (const auto& [name, bits] : content.heldOutBitsPerCharacter) writeSetting(out, figures.id(), name, bits);
        }
        const GroupHandle weights = out.group(out.file(), "weights");
        for (const auto& tensor : content.weights)
            if (auto ok = writeWeights(out, weights.id(), tensor); !ok) return ok;
    }
    return out.finish();
}

}  // namespace

Result<void> writeCheckpoint(const std::string& path, const CheckpointContent& content, const std::function<Result<void>()>& last) {
    return writeWholeFile(path, [&](const std::string& temporary) {
        auto done = write(temporary, content);
        return done && last ? last() : done;
    });
}

}  // namespace spikeglass
