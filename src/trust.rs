//! How far a document may be trusted.
//!
//! Every document is sure, to be looked at, or unread. What decides is told: a document is
//! doubtful for as long as one finding says so, and that finding is its reason.

use std::fmt;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Spanned};

/// How far a document may be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trust {
    /// It may be sent as it is.
    #[default]
    Sure,
    /// Somebody should look at it first.
    Look,
    /// There is none: the page was refused.
    Unread,
}

impl Trust {
    /// What findings say of their document.
    pub fn of(findings: &Diagnostics) -> Trust {
        let mut all = findings.iter();
        if findings.has_errors() {
            return Trust::Unread;
        }
        match all.any(Diagnostic::is_doubt) {
            true => Trust::Look,
            false => Trust::Sure,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Trust::Sure => "sure",
            Trust::Look => "look",
            Trust::Unread => "unread",
        }
    }
}

impl fmt::Display for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a document is not sure, the weightiest first: what refuses it, warnings, notes; of equals
/// in the order in which they were found.
pub fn reasons(findings: &Diagnostics) -> Vec<&Diagnostic> {
    let counts = |finding: &&Diagnostic| finding.severity == Severity::Error || finding.is_doubt();
    let mut reasons: Vec<&Diagnostic> = findings.iter().filter(counts).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.severity));
    reasons
}

/// Tells the ids of `quiet` that are none of those that are known.
pub fn unknown_ids(quiet: &[Spanned<String>], known: &[String]) -> Diagnostics {
    let mut told = Diagnostics::new();
    for id in quiet.iter().filter(|id| !known.contains(&id.value)) {
        let fault = format!("no finding of this run has the id `{}`", id.value);
        let told_of = Diagnostic::warning(fault).at(id.span.clone()).harmless();
        told.push(told_of.hint("it may go, or it is that of another page"));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_doubt_is_enough_and_comes_with_its_reason() {
        let mut findings = Diagnostics::new();
        findings.push(Diagnostic::note("left out"));
        findings.push(Diagnostic::warning("no telephone number is given").harmless());
        assert_eq!(Trust::of(&findings), Trust::Sure);
        findings.push(Diagnostic::note("read by its content").doubtful());
        findings.push(Diagnostic::warning("two sources disagree"));
        assert_eq!(Trust::of(&findings), Trust::Look);
        let told: Vec<&str> = reasons(&findings)
            .iter()
            .map(|reason| reason.message.as_str())
            .collect();
        assert_eq!(told, ["two sources disagree", "read by its content"]);
        findings.push(Diagnostic::error("no résumé"));
        assert_eq!(Trust::of(&findings), Trust::Unread);
    }
}
