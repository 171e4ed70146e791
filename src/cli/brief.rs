//! What the ordinary run says of its findings: a line for each of the weightiest, a count of the
//! rest, and how far the document may be trusted.

use std::cmp::Reverse;

use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Spanned};
use crate::trust::Trust;

/// So many findings have a line of their own: with a count and the state they are seven.
const MOST: usize = 5;

/// The findings that are shown, and how many are not.
#[derive(Debug)]
pub struct Brief<'a> {
    /// The weightiest, in that order.
    pub shown: Vec<&'a Diagnostic>,
    /// What there was no room for.
    pub further: usize,
    /// What `quiet` silences.
    pub silenced: usize,
}

impl<'a> Brief<'a> {
    /// Chooses among findings that refuse nothing.
    pub fn new(findings: &'a Diagnostics, quiet: &[Spanned<String>]) -> Self {
        let (silenced, mut shown): (Vec<_>, Vec<_>) = findings
            .iter()
            .filter(|finding| finding.severity != Severity::Error)
            .partition(|finding| is_silenced(finding, quiet));
        // Of equals the first that was found.
        shown.sort_by_key(|finding| rank(finding));
        let further = shown.len().saturating_sub(MOST);
        shown.truncate(MOST);
        Brief {
            shown,
            further,
            silenced: silenced.len(),
        }
    }

    /// The line for what has none of its own.
    pub fn rest(&self) -> Option<String> {
        let counted = |count: usize, one: &str, more: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {more}"),
        };
        let mut parts = Vec::new();
        if self.further > 0 {
            parts.push(counted(self.further, "more finding", "more findings"));
        }
        if self.silenced > 0 {
            let what = counted(self.silenced, "finding", "findings");
            parts.push(format!("{what} silenced by `quiet`"));
        }
        (!parts.is_empty()).then(|| {
            format!(
                "{}: `-v` shows all, `vitae extract PAGE --explain` tells why",
                parts.join(", ")
            )
        })
    }
}

/// True for a finding that `quiet` names.
pub fn is_silenced(finding: &Diagnostic, quiet: &[Spanned<String>]) -> bool {
    if quiet.is_empty() || finding.severity == Severity::Error {
        return false;
    }
    let id = finding.id();
    quiet.iter().any(|known| known.value == id)
}

/// The weightiest first: text without a place, close readings, then what makes doubtful, then
/// all else, warnings before notes.
fn rank(finding: &Diagnostic) -> (usize, bool, Reverse<Severity>) {
    let case = match finding.case() {
        "unplaced" => 0,
        "reading" => 1,
        _ => 2,
    };
    (case, !finding.is_doubt(), Reverse(finding.severity))
}

/// A finding in one line: what it is, with its id, and where; for what has no place, what helps.
pub fn line(finding: &Diagnostic) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut text = format!("{kind}[{}]: {}", finding.id(), finding.message);
    match (&finding.span, finding.hints.first()) {
        (Some(span), _) => text.push_str(&format!(" ({span})")),
        (None, Some(hint)) => text.push_str(&format!("; {hint}")),
        (None, None) => {}
    }
    characters::line(&text).into_owned()
}

/// The last line.
pub fn state(trust: Trust) -> &'static str {
    match trust {
        Trust::Sure => "sure: it may be sent as it is",
        Trust::Look => "look: read it before it is sent",
        Trust::Unread => "unread: there is no document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};

    fn quiet(id: String) -> Vec<Spanned<String>> {
        let source = Source::new("vitae.yaml", id.as_str());
        vec![Spanned::new(id, Span::whole(&source))]
    }

    #[test]
    fn five_lines_and_a_count_are_said_the_weightiest_first() {
        let mut findings = Diagnostics::new();
        for n in 0..9 {
            findings.push(Diagnostic::note(format!("note {n}")));
        }
        findings.push(Diagnostic::warning("two ways").on("reading", "a"));
        findings.push(Diagnostic::warning("no place").on("unplaced", "b"));
        let brief = Brief::new(&findings, &[]);
        let said: Vec<&str> = brief.shown.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(said, ["no place", "two ways", "note 0", "note 1", "note 2"]);
        assert!(
            brief
                .rest()
                .is_some_and(|rest| rest.starts_with("6 more findings:"))
        );
    }

    #[test]
    fn what_is_silenced_is_counted() {
        let mut findings = Diagnostics::new();
        findings.push(Diagnostic::note("known"));
        let quiet = quiet(Diagnostic::note("known").id());
        let brief = Brief::new(&findings, &quiet);
        assert!(brief.shown.is_empty());
        assert!(
            brief
                .rest()
                .is_some_and(|rest| rest.starts_with("1 finding silenced"))
        );
    }
}
