// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>

namespace spikeglass {

/// The program, which goes on where something that an event set off throws (there was not enough memory for it).
class Application : public QApplication {
    Q_OBJECT
  public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

  Q_SIGNALS:
    void failed(const QString& sentence);  // later, once what threw is over

  private:
    void complain(const QString& sentence);
};

}  // namespace spikeglass
