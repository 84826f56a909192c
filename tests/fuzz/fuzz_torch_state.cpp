// SPDX-License-Identifier: Apache-2.0
// What torch.save wrote. After a first byte of 'P' a pickle, which is put into an archive with the right checksums, beside a
// storage "0" of 64 numbers; else an archive as it is.
#include <zlib.h>

#include <string>

#include "check_message.h"
#include "import/pickle.h"
#include "import/state_dict.h"
#include "memory_file.h"

namespace {

void put(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> (8 * i) & 0xFFU);
}

std::string archiveOf(const std::string& pickle) {
    const std::string storage(256, '\0');
    std::string all, directory;
    for (const auto& [name, content] : {std::pair<std::string, const std::string&>{"a/data.pkl", pickle}, {"a/data/0", storage}}) {
        std::string common;
        put(common, 0, 8);
        put(common, 0, 2);
        put(common, crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())), 4);
        put(common, content.size(), 4), put(common, content.size(), 4), put(common, name.size(), 2), put(common, 0, 2);
        put(directory, 0x02014B50, 4), put(directory, 0, 2);
        directory += common;
        put(directory, 0, 2), put(directory, 0, 8), put(directory, all.size(), 4);
        directory += name;
        put(all, 0x04034B50, 4);
        all += common + name + content;
    }
    const std::size_t at = all.size();
    all += directory;
    put(all, 0x06054B50, 4), put(all, 0, 4), put(all, 2, 2), put(all, 2, 2), put(all, directory.size(), 4), put(all, at, 4), put(all, 0, 2);
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace spikeglass;
    std::string content(reinterpret_cast<const char*>(bytes), size);
    if (size > 3 && content[0] == 'P' && content[1] != 'K') content = archiveOf(content.substr(1));
    const fuzz::MemoryFile file(reinterpret_cast<const std::uint8_t*>(content.data()), content.size());
    const auto state = StateDict::open("fuzzed", file.descriptor());
    if (!state) {
        fuzz::checkMessage(state.error().message);
        return 0;
    }
    for (const StateTensor& tensor : state->tensors()) {
        if (bytesOf(tensor.type) > 0) (void)state->check(tensor);
        constexpr StoredType kTypes[] = {StoredType::Float32, StoredType::Float16, StoredType::BFloat16};
        const StoredType type = kTypes[tensor.shape.size() % std::size(kTypes)];
        const auto values = state->read(tensor, type);
        if (!values) fuzz::checkMessage(values.error().message);
        else if (values->size() != tensor.elements() * (type == StoredType::Float32 ? 4 : 2)) std::abort();
    }
    return 0;
}
