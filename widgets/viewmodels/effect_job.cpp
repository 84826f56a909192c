// SPDX-License-Identifier: Apache-2.0
#include "viewmodels/effect_job.h"

#include <utility>

#include "base/within_memory.h"

namespace spikeglass {

EffectJob::~EffectJob() { stop(); }

void EffectJob::stop() {
    m_cancel = true;
    if (m_thread.joinable()) m_thread.join();
    ++m_number;
    m_running = false;
}

void EffectJob::cancel() { m_cancel = true; }

void EffectJob::start(Question question) {
    stop();
    m_question = std::move(question);
    m_effects.clear();
    m_error.clear();
    m_cancel = false;
    m_running = true;
    m_thread = std::thread([this, asked = m_question, number = m_number] {
        const auto say = [this, number](auto words) {
            QMetaObject::invokeMethod(
                this, [this, number, words] { if (number == m_number) words(); }, Qt::QueuedConnection);
        };
        auto effects = withinMemory(asked.model->path + ":", [&]() -> Result<std::vector<InterventionEffect>> {
            const EffectMeter meter(*asked.model, asked.choice, asked.tokens, asked.already);
            return rankInterventions(meter, asked.candidates, [&](std::size_t done, std::size_t total) {
                say([this, done, total] { Q_EMIT progressed(static_cast<int>(done), static_cast<int>(total)); });
                return !m_cancel;
            });
        });
        say([this, effects = std::move(effects), cancelled = m_cancel.load()] {
            m_running = false;
            if (effects)
                m_effects = *effects;
            else
                m_error = QString::fromStdString(effects.error().message);
            Q_EMIT finished(cancelled);
        });
    });
}

}  // namespace spikeglass
