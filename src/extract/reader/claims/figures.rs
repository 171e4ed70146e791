//! Figures with what they measure: "85% faster response times".

use std::ops::Range;
use std::rc::Rc;

use super::super::{Fields, Gap, Line};
use super::account::Target;
use super::value::Maker;
use crate::resume::Metric;

/// Where a figure and its label stand in a text that begins with a quantity.
pub(crate) fn figure(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let value = quantity(text)?;
    let rest = &text[value.end..];
    let label = rest.trim_start();
    if label.len() == rest.len() || !label.contains(char::is_alphabetic) {
        return None;
    }
    let start = text.len() - label.len();
    Some((value, start..start + label.trim_end().len()))
}

/// The bytes of a quantity at the start of a text: `<1s`, `$2.5M`, `85%`, `3x`, `~50K+`.
pub(crate) fn quantity(text: &str) -> Option<Range<usize>> {
    let mut chars = text.char_indices().peekable();
    let mut end = 0;
    let mut take = |end: &mut usize, may: &dyn Fn(char) -> bool| -> bool {
        let Some(&(at, c)) = chars.peek() else {
            return false;
        };
        if !may(c) {
            return false;
        }
        chars.next();
        *end = at + c.len_utf8();
        true
    };
    if take(&mut end, &|c| {
        matches!(c, '<' | '>' | '~' | '≈' | '+' | '-' | '−' | '±')
    }) {
        take(&mut end, &|c| c == ' ');
    }
    take(&mut end, &|c| matches!(c, '$' | '€' | '£' | '¥'));
    if !take(&mut end, &|c| c.is_numeric()) {
        return None;
    }
    while take(&mut end, &|c| c.is_numeric() || matches!(c, '.' | ',')) {}
    let digits = end;
    let rest = &text[digits..];
    let gap = usize::from(rest.starts_with(' '));
    let unit = UNITS.iter().find(|unit| {
        rest[gap..].strip_prefix(**unit).is_some_and(|after| {
            let is_sign = !unit.ends_with(char::is_alphanumeric);
            is_sign || !after.starts_with(char::is_alphanumeric)
        })
    });
    if let Some(unit) = unit {
        end = digits + gap + unit.len();
    }
    if text[end..].starts_with('+') {
        end += 1;
    }
    Some(0..end)
}

/// Signs behind a number that belong to it.
const UNITS: [&str; 11] = ["k", "K", "M", "B", "bn", "%", "x", "×", "+", "ms", "s"];

/// The figures of a line whose parts are all figures, or which is one: `(value, label)` each.
pub(crate) fn figures_of(line: &Line) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let groups = parts(line);
    let each = |group: &Range<usize>| {
        let (value, label) = figure(&line.text[group.clone()])?;
        let at = |range: Range<usize>| group.start + range.start..group.start + range.end;
        Some((at(value), at(label)))
    };
    if groups.len() > 1 {
        let found: Option<Vec<_>> = groups.iter().map(each).collect();
        if found.is_some() {
            return found;
        }
    }
    let fields = Fields::METRIC
        .or(Fields::METRIC_VALUE)
        .or(Fields::METRIC_LABEL);
    let two = line.runs.len() == 2 && matches!(line.runs[1].gap, Gap::Part | Gap::Style);
    let stands_out = line.common_fields().has(fields) || two || line.is_bold();
    if !stands_out {
        return None;
    }
    Some(vec![each(&(0..line.text.len()))?])
}

/// The parts of a line: stretches between boundaries of elements.
pub(crate) fn parts(line: &Line) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for run in &line.runs {
        match out.last_mut() {
            Some(last) if run.gap != Gap::Part => last.end = run.at.end,
            Some(_) | None => out.push(run.at.clone()),
        }
    }
    out.iter()
        .map(|at| {
            let text = &line.text[at.clone()];
            let start = at.start + (text.len() - text.trim_start().len());
            start..(at.start + text.trim_end().len()).max(start)
        })
        .filter(|at| !at.is_empty())
        .collect()
}

/// The figures of a section of nothing else.
pub(crate) fn metrics(maker: &mut Maker<'_>, lines: &[Rc<Line>]) -> Vec<Metric> {
    let mut metrics = Vec::new();
    let mut k = 0;
    while k < lines.len() {
        k += metric(maker, &lines[k..], &mut metrics);
    }
    metrics
}

/// A figure on one line, or alone with its label below or above; says how many lines it took.
fn metric(maker: &mut Maker<'_>, lines: &[Rc<Line>], out: &mut Vec<Metric>) -> usize {
    let line = &lines[0];
    let mut add =
        |maker: &mut Maker<'_>, value: (&Line, Range<usize>), label: (&Line, Range<usize>)| {
            let value_text = value.0.text[value.1.clone()].trim().to_owned();
            let label_text = label.0.text[label.1.clone()].trim().to_owned();
            maker
                .account
                .claim(Target::Figure, value_text.as_str(), value.0.place(value.1));
            maker
                .account
                .claim(Target::Figure, label_text.as_str(), label.0.place(label.1));
            out.push(Metric {
                span: maker.page.span_of(line.source, &value_text),
                value: value_text,
                label: label_text,
            });
        };
    if let Some(found) = figures_of(line) {
        for (value, label) in found {
            add(maker, (line, value), (line, label));
        }
        return 1;
    }
    if let Some((value, label)) = figure(&line.text) {
        add(maker, (line, value), (line, label));
        return 1;
    }
    let Some(next) = lines.get(1) else { return 1 };
    let whole = |line: &Line| 0..line.text.len();
    let is_value = |line: &Line| quantity(&line.text).is_some();
    if is_value(line) && !is_value(next) {
        add(maker, (line, whole(line)), (next, whole(next)));
        return 2;
    }
    if is_value(next) && !is_value(line) {
        add(maker, (next, whole(next)), (line, whole(line)));
        return 2;
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_before_what_it_measures() {
        for (text, value, label) in [
            ("85% faster response times", "85%", "faster response times"),
            ("<1s load time", "<1s", "load time"),
            ("$2.5M saved", "$2.5M", "saved"),
            ("~ 50K+ users", "~ 50K+", "users"),
            ("3x throughput", "3x", "throughput"),
            ("12 people led", "12", "people led"),
            ("3 sites", "3", "sites"),
        ] {
            let (v, l) = figure(text).expect(text);
            assert_eq!((&text[v], &text[l]), (value, label));
        }
        assert!(figure("faster").is_none());
        assert!(figure("85%").is_none());
        assert!(figure("2020").is_none());
    }
}
