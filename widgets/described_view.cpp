// SPDX-License-Identifier: Apache-2.0
#include "described_view.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace spikeglass {

namespace {

class DescribedAccessible : public QAccessibleWidget {
  public:
    explicit DescribedAccessible(QWidget* widget)
        : QAccessibleWidget(widget,
                            widget->inherits("QAbstractScrollArea") ? QAccessible::StaticText : QAccessible::Graphic) {}
    QString text(QAccessible::Text kind) const override {
        const auto* view = dynamic_cast<const DescribedView*>(object());
        return kind == QAccessible::Description && view != nullptr ? view->description()
                                                                   : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    return widget != nullptr && dynamic_cast<DescribedView*>(object) != nullptr ? new DescribedAccessible(widget)
                                                                                : nullptr;
}

}  // namespace

void DescribedView::installAccessibility() {
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

}  // namespace spikeglass
