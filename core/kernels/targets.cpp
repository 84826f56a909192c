// SPDX-License-Identifier: Apache-2.0
#include "kernels/targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/targets.cpp"
#include "hwy/foreach_target.h"  // must come before highway.h
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace spikeglass::kernels::HWY_NAMESPACE {

std::string targetName() { return hwy::TargetName(HWY_TARGET); }

}  // namespace spikeglass::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace spikeglass::kernels {

HWY_EXPORT(targetName);

namespace {

void restrictTo(std::int64_t targets) {
    hwy::SetSupportedTargetsForTest(targets);  // 0: whatever the machine supports
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

std::vector<std::string> availableTargets() {
    const std::string current = currentTarget();
    hwy::SetSupportedTargetsForTest(0);
    std::vector<std::string> names;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) names.emplace_back(hwy::TargetName(target));
    useTarget(current);
    return names;
}

std::string currentTarget() { return HWY_DYNAMIC_DISPATCH(targetName)(); }

bool useTarget(const std::string& name) {
    hwy::SetSupportedTargetsForTest(0);
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        if (name != hwy::TargetName(target)) continue;
        restrictTo(target);
        return true;
    }
    return false;
}

void useBestTarget() { restrictTo(0); }

}  // namespace spikeglass::kernels
#endif  // HWY_ONCE
