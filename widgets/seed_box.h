// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractSpinBox>
#include <cstdint>

namespace spikeglass {

/// A spin box over all 64-bit seeds, which QSpinBox cannot hold.
class SeedBox : public QAbstractSpinBox {
    Q_OBJECT
  public:
    explicit SeedBox(QWidget* parent = nullptr);

    std::uint64_t value() const { return m_value; }
    void setValue(std::uint64_t value);

    void stepBy(int steps) override;
    QValidator::State validate(QString& text, int& position) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  Q_SIGNALS:
    void valueChanged(quint64 value);

  protected:
    StepEnabled stepEnabled() const override;

  private:
    void readText();
    std::uint64_t m_value = 1;
};

}  // namespace spikeglass
