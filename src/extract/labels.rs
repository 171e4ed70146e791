//! Labelled lines of an entry: "**Zeitraum:** 2016 – heute", "Technologies: a, b".

use super::entries::{add_tags, detail};
use super::line;
use super::pieces::{after_label, trim_marks};
use super::sheet::Sheet;
use super::text;
use super::vocabulary::Label;
use crate::diagnostic::Diagnostics;
use crate::resume::{Entry, RichText};

/// Gives a labelled line to the field that its label names; false if it names none.
pub(super) fn take(
    sheet: &Sheet,
    entry: &mut Entry,
    rich: &RichText,
    findings: &mut Diagnostics,
) -> bool {
    let Some((label, rest)) = after_label(rich) else {
        return false;
    };
    let Some(label) = sheet.words.label(&label.value) else {
        return false;
    };
    let short = text::title(&rest);
    match (label, short) {
        (Label::Tags, _) => add_tags(entry, &rest),
        (Label::Details, _) => entry.details.push(detail(rich.clone())),
        (Label::Period, Some(_)) if entry.period.is_none() => {
            let before = entry.period.clone();
            line::dates(sheet.words, entry, &rest, findings);
            return entry.period != before;
        }
        (Label::Organization, Some(name)) if entry.organization.is_none() => {
            line::set_organization(
                sheet.words,
                entry,
                text::part(&name.span, trim_marks(&name.value)),
            );
        }
        (Label::Title, Some(name)) if line::is_held(entry.kind) => {
            match (entry.title.take(), &entry.organization) {
                (None, _) => entry.title = Some(name),
                // The heading over a labelled role is the employer.
                (Some(heading), None) => {
                    entry.title = Some(name);
                    line::set_organization(sheet.words, entry, heading);
                }
                // Where both are known, the label tells more of the role; its words stay with it.
                (Some(title), Some(_)) => {
                    let is_same = title.value == name.value;
                    entry.title = Some(title);
                    if !is_same {
                        entry.details.push(detail(rich.clone()));
                    }
                }
            }
        }
        (Label::Location, Some(place)) if entry.location.is_none() => {
            entry.location = Some(place);
        }
        (Label::Website, _) => {
            let link = rest.runs.iter().find_map(|run| run.link.clone());
            match (link, text::title(&rest)) {
                (Some(link), Some(shown)) => entry.links.push((shown, link)),
                (Some(_) | None, _) => return false,
            }
        }
        (
            Label::Period
            | Label::Organization
            | Label::Title
            | Label::Location
            | Label::Email
            | Label::Phone
            // Their words say what the line is, and stay with it.
            | Label::Highlights
            | Label::Part,
            _,
        ) => return false,
    }
    true
}
