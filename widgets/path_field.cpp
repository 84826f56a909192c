// SPDX-License-Identifier: Apache-2.0
#include "path_field.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace spikeglass {

PathField::PathField(For purpose, const QString& name, const QString& filter, QWidget* parent)
    : QWidget(parent), m_purpose(purpose), m_filter(filter), m_editor(new QLineEdit(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_editor->setProperty("framed", true);
    m_editor->setAccessibleName(name);
    auto* button = new QToolButton(this);
    button->setText(QStringLiteral("…"));
    button->setProperty("pill", true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(tr("Choose: %1").arg(name));
    button->setToolTip(tr("Chooses a file"));
    row->addWidget(m_editor, 1);
    row->addWidget(button);
    setFocusProxy(m_editor);
    connect(button, &QToolButton::clicked, this, &PathField::choose);
    connect(m_editor, &QLineEdit::textEdited, this, &PathField::pathChanged);
}

QString PathField::path() const { return m_editor->text(); }

void PathField::setPath(const QString& path) {
    if (path != m_editor->text()) m_editor->setText(path);
}

void PathField::choose() {
    const QString title = m_editor->accessibleName();
    const QString path = m_purpose == For::Reading
                             ? QFileDialog::getOpenFileName(this, title, this->path(), m_filter)
                             : QFileDialog::getSaveFileName(this, title, this->path(), m_filter, nullptr, QFileDialog::DontConfirmOverwrite);
    if (path.isEmpty()) return;
    setPath(path);
    Q_EMIT pathChanged(path);
}

}  // namespace spikeglass
