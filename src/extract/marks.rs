//! Marks in the source, by which an author leaves out what is written next, a section, an entry
//! or a bullet, or gives it to some roles only:
//!
//! ```text
//! <!-- vitae: skip -->
//! <!-- vitae: only backend, data -->
//! ```

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::read::{Body, Page, Sources};
use crate::resume::{Entry, Resume, SectionBody};

/// What a mark asks for.
#[derive(Debug, PartialEq, Eq)]
enum Ask<'a> {
    /// Never printed.
    Skip,
    /// Printed for these roles.
    Only(Vec<&'a str>),
    /// Words that ask for nothing.
    Unknown,
}

/// Leaves out what marks ask for in a document of the role that was named to
/// [`crate::read::Request`], and tells of each.
pub(super) fn apply(sources: &Sources, resume: &mut Resume, findings: &mut Diagnostics) {
    let role = sources.role.as_deref();
    let further = sources.with.iter().map(|further| &further.page);
    for page in std::iter::once(&sources.page).chain(further) {
        if matches!(page.body, Body::Document(_)) {
            for (span, ask) in marks(page) {
                if let Some(told) = heed(&span, &ask, role, resume) {
                    findings.push(told.at(span));
                }
            }
        }
    }
    resume.sections.retain(|section| !section.body.is_empty());
}

/// The marks of a page, in order.
fn marks(page: &Page) -> impl Iterator<Item = (Span, Ask<'_>)> {
    let text = page.source.text();
    text.match_indices("<!--").filter_map(move |(start, open)| {
        let inner = &text[start + open.len()..];
        let inner = &inner[..inner.find("-->")?];
        let ask = ask(inner)?;
        let end = start + open.len() + inner.len() + "-->".len();
        Some((Span::new(&page.source, start..end), ask))
    })
}

/// What a comment asks for; `None` for one that is not meant for this program.
fn ask(comment: &str) -> Option<Ask<'_>> {
    let words = comment.trim().strip_prefix("vitae:")?.trim();
    let (verb, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    let names = rest.split([',', ' ']).map(str::trim);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    Some(match (verb, names.is_empty()) {
        ("skip", true) => Ask::Skip,
        ("only", false) => Ask::Only(names),
        _ => Ask::Unknown,
    })
}

/// Does what a mark asks for, and says what that was.
fn heed(mark: &Span, ask: &Ask<'_>, role: Option<&str>, resume: &mut Resume) -> Option<Diagnostic> {
    match ask {
        Ask::Unknown => {
            return Some(
                Diagnostic::warning("this mark asks for nothing that is known")
                    .hint("write `vitae: skip`, or `vitae: only` with the names of roles"),
            );
        }
        Ask::Only(roles) if role.is_some_and(|role| roles.contains(&role)) => return None,
        Ask::Only(_) | Ask::Skip => {}
    }
    // The parent comes first and wins where both begin at one place.
    let mut next: Option<(usize, usize)> = None;
    let mut number = 0;
    walk(resume, &mut |span| {
        let start = place_behind(mark, span);
        if let Some(start) = start.filter(|start| next.is_none_or(|(best, _)| *start < best)) {
            next = Some((start, number));
        }
        number += 1;
        true
    });
    let Some((_, wanted)) = next else {
        return Some(Diagnostic::warning(
            "behind this mark stands nothing that it could leave out",
        ));
    };
    let mut number = 0;
    walk(resume, &mut |_| {
        number += 1;
        number - 1 != wanted
    });
    Some(Diagnostic::note(match ask {
        Ask::Only(roles) => format!(
            "what this mark keeps for `{}` is left out",
            roles.join(", ")
        ),
        Ask::Skip | Ask::Unknown => "what follows this mark is left out".to_owned(),
    }))
}

/// Where a part begins that stands behind a mark; the place of a line that holds the mark is the
/// mark's own: "- <!-- vitae: skip --> a bullet".
fn place_behind(mark: &Span, part: &Span) -> Option<usize> {
    if part.source().name() != mark.source().name() {
        return None;
    }
    let (at, range) = (mark.range(), part.range());
    let holds_it = range.start < at.start && at.end < range.end;
    let is_one_line = holds_it && !part.source().text()[range.start..at.start].contains('\n');
    match is_one_line {
        true => Some(at.end),
        false => Some(range.start).filter(|start| *start >= at.end),
    }
}

/// Asks for each part that a mark can mean whether it stays, parents before what they hold.
fn walk(resume: &mut Resume, stays: &mut dyn FnMut(&Span) -> bool) {
    if let Some(summary) = resume.summary.take() {
        resume.summary = Some(summary).filter(|text| stays(&text.span));
    }
    resume.sections.retain_mut(|section| {
        let keep = section.title.as_ref().is_none_or(|t| stays(&t.span));
        match &mut section.body {
            SectionBody::Entries(entries) => entries.retain_mut(|entry| whole(entry, stays)),
            SectionBody::Skills(groups) => groups.retain_mut(|group| {
                let keep = group.name.as_ref().is_none_or(|name| stays(&name.span));
                group.items.retain(|item| stays(&item.span));
                keep && !group.items.is_empty()
            }),
            SectionBody::Metrics(metrics) => metrics.retain(|metric| stays(&metric.span)),
            SectionBody::Text(texts) => texts.retain(|text| stays(&text.span)),
        }
        keep
    });
}

/// An entry with all that it holds.
fn whole(entry: &mut Entry, stays: &mut dyn FnMut(&Span) -> bool) -> bool {
    let keep = stays(&entry.span);
    entry.highlights.retain(|bullet| stays(&bullet.text.span));
    entry.parts.retain_mut(|part| whole(part, stays));
    keep
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Request, sources_in_memory};
    use crate::resume::to_json;

    const PAGE: &str = "# Ana Reis\n\nana@example.org\n\n## Experience\n\n\
        ### Pilot, Kestrel Line\n2019 – 2023\n\n- Flew the night mail\n\
        - <!-- vitae: skip --> Lost a bag\n- Taught two crews\n\n\
        <!-- vitae: only sea -->\n### Deckhand, Fenwick Ferries\n2016 – 2019\n\n- Tied ropes\n\n\
        <!-- vitae: skip -->\n## Hobbies\n\n- Chess with the neighbours\n";

    fn told(role: Option<&str>, page: &str) -> (String, Diagnostics) {
        let mut sources =
            sources_in_memory("cv.md", page.as_bytes().to_vec()).expect("a page is read");
        sources.role = role.map(str::to_owned);
        let (resume, findings) = crate::extract::resume(&sources).expect("a résumé");
        (to_json(&resume), findings)
    }

    #[test]
    fn what_is_marked_is_left_out_or_given_to_its_roles() {
        let (plain, findings) = told(None, PAGE);
        for gone in ["Lost a bag", "Fenwick", "Tied ropes", "Chess"] {
            assert!(!plain.contains(gone), "{gone}");
        }
        for kept in ["Kestrel", "Flew the night mail", "Taught two crews"] {
            assert!(plain.contains(kept), "{kept}");
        }
        let notes = findings.iter().filter(|n| n.message.contains("this mark"));
        assert_eq!(notes.count(), 3);
        assert!(told(Some("sea"), PAGE).0.contains("Tied ropes"));
        assert!(!told(Some("land"), PAGE).0.contains("Tied ropes"));
        assert!(Request::new("cv.md").role.is_none());
    }

    #[test]
    fn a_mark_that_does_nothing_is_told() {
        let page = format!("{PAGE}\n<!-- vitae: hide -->\n<!-- vitae: skip -->\n");
        let (_, findings) = told(None, &page);
        let of = |words: &str| findings.iter().any(|told| told.message.contains(words));
        assert!(of("asks for nothing that is known"));
        assert!(of("nothing that it could leave out"));
        assert_eq!(ask(" an author's own comment "), None);
    }
}
