// SPDX-License-Identifier: Apache-2.0
#include "loading_desk.h"

#include <QFileInfo>

#include "engine_bridge.h"
#include "loading_bar.h"

namespace spikeglass {

LoadingDesk::LoadingDesk(EngineBridge* engine, LoadingBar* bar, QObject* parent) : QObject(parent), m_engine(engine), m_bar(bar) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMilliseconds);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_bar->showLoading(QFileInfo(m_engine->loadingPath()).fileName());
        m_bar->setProgress(m_part);
    });
    connect(engine, &EngineBridge::loadingChanged, this, [this](bool loading) {
        m_part = 0;
        if (loading) return m_patience.start();
        m_patience.stop();
        m_bar->hide();
    });
    connect(engine, &EngineBridge::loadingProgressed, this, [this](double part) {
        m_part = part;
        if (m_bar->isVisible()) m_bar->setProgress(part);
    });
    connect(bar, &LoadingBar::cancelRequested, engine, &EngineBridge::cancelLoading);
}

}  // namespace spikeglass
