// SPDX-License-Identifier: Apache-2.0
#include "figures/svg_writer.h"

#include <QBuffer>
#include <cmath>

namespace spikeglass::figures {
namespace {

/// Thousandths of a point, without what says nothing.
QByteArray number(double value) {
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0')) text.chop(1);
    if (text.endsWith('.')) text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

/// Escaped, and without characters that XML 1.0 has no place for.
QByteArray escaped(const QString& text) {
    QString valid;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair) {
            valid += c;
            valid += text[++i];
        } else if (c.isSurrogate() || c.unicode() == 0xFFFE || c.unicode() == 0xFFFF ||
                   (c.unicode() < 0x20 && c != QLatin1Char('\n') && c != QLatin1Char('\t'))) {
            valid += QChar::ReplacementCharacter;
        } else {
            valid += c;
        }
    }
    return valid.toHtmlEscaped().toUtf8();
}

QByteArray paint(const char* attribute, const QColor& color) {
    QByteArray text = QByteArray(" ") + attribute + "=\"" + color.name().toLatin1() + '"';
    if (color.alpha() < 255) text += QByteArray(" ") + attribute + "-opacity=\"" + number(color.alphaF()) + '"';
    return text;
}

QByteArray pathData(const QPainterPath& path) {
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        const QByteArray at = number(element.x) + ' ' + number(element.y);
        switch (element.type) {
            case QPainterPath::MoveToElement: data += 'M' + at; break;
            case QPainterPath::LineToElement: data += 'L' + at; break;
            case QPainterPath::CurveToElement: data += 'C' + at; break;
            case QPainterPath::CurveToDataElement: data += ' ' + at; break;
        }
    }
    return data;
}

class Writing {
  public:
    explicit Writing(QByteArray& out) : m_out(out) {}

    void operator()(const DisplayList::Path& item) {
        m_out += "<path d=\"" + pathData(item.path) + '"';
        m_out += item.fill.isValid() ? paint("fill", item.fill) : QByteArray(" fill=\"none\"");
        if (item.stroke) {
            m_out += paint("stroke", item.stroke->color) + " stroke-width=\"" + number(item.stroke->width) + '"';
            QByteArray dash;
            for (const double length : item.stroke->dash) dash += (dash.isEmpty() ? "" : ",") + number(length);
            if (!dash.isEmpty()) m_out += " stroke-dasharray=\"" + dash + '"';
        }
        m_out += "/>\n";
    }
    void operator()(const DisplayList::Marks& item) {
        m_out += "<path d=\"";
        for (const QRectF& r : item.rects)
            m_out += 'M' + number(r.x()) + ' ' + number(r.y()) + 'h' + number(r.width()) + 'v' + number(r.height()) + 'h' +
                     number(-r.width()) + 'z';
        m_out += '"' + paint("fill", item.color) + "/>\n";
    }
    void operator()(const DisplayList::Image& item) {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        item.image.save(&buffer, "PNG");
        m_out += "<image x=\"" + number(item.rect.x()) + "\" y=\"" + number(item.rect.y()) + "\" width=\"" +
                 number(item.rect.width()) + "\" height=\"" + number(item.rect.height()) +
                 "\" preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64," + png.toBase64() + "\"/>\n";
    }
    void operator()(const DisplayList::Text& item) {
        QByteArray families;
        for (const QString& family : item.style.families)
            families += (families.isEmpty() ? "" : ", ") +
                        (family.contains(QLatin1Char(' ')) ? '\'' + escaped(family) + '\'' : escaped(family));
        m_out += "<text x=\"" + number(item.at.x()) + "\" y=\"" + number(item.at.y()) + "\" font-family=\"" + families +
                 "\" font-size=\"" + number(item.style.size) + '"';
        if (item.style.bold) m_out += " font-weight=\"bold\"";
        if (item.style.italic) m_out += " font-style=\"italic\"";
        if (item.anchor == DisplayList::Anchor::Middle) m_out += " text-anchor=\"middle\"";
        if (item.anchor == DisplayList::Anchor::Right) m_out += " text-anchor=\"end\"";
        if (item.turn != 0)
            m_out += " transform=\"rotate(" + number(item.turn) + ' ' + number(item.at.x()) + ' ' + number(item.at.y()) + ")\"";
        m_out += paint("fill", item.style.color) + " xml:space=\"preserve\">" + escaped(item.text) + "</text>\n";
    }
    void operator()(const DisplayList::GroupBegin& item) {
        const QByteArray id = escaped(item.name);
        if (item.clip) {
            const QRectF& r = *item.clip;
            m_out += "<clipPath id=\"clip-" + id + "\"><rect x=\"" + number(r.x()) + "\" y=\"" + number(r.y()) +
                     "\" width=\"" + number(r.width()) + "\" height=\"" + number(r.height()) + "\"/></clipPath>\n";
        }
        m_out += "<g id=\"" + id + '"' + (item.clip ? " clip-path=\"url(#clip-" + id + ")\"" : QByteArray()) + ">\n";
    }
    void operator()(const DisplayList::GroupEnd&) { m_out += "</g>\n"; }

  private:
    QByteArray& m_out;
};

}  // namespace

QByteArray toSvg(const DisplayList& list, const QString& title, const QString& description, const QByteArray& recipe) {
    const QByteArray width = number(list.size().width()), height = number(list.size().height());
    QByteArray out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"" +
        width + "pt\" height=\"" + height + "pt\" viewBox=\"0 0 " + width + ' ' + height + "\">\n<title>" + escaped(title) +
        "</title>\n<desc>" + escaped(description) + "</desc>\n<metadata>" + escaped(QString::fromUtf8(recipe)) +
        "</metadata>\n<rect width=\"" + width + "\" height=\"" + height + "\" fill=\"#ffffff\"/>\n";
    Writing writing(out);
    for (const DisplayList::Item& item : list.items()) std::visit(writing, item);
    return out + "</svg>\n";
}

}  // namespace spikeglass::figures
