//! The sections of several pages as those of one.

use crate::resume::{Entry, EntryKind, Section, SectionBody, SectionKind, Tag};

/// Joins the sections of each kind; projects told at length and small ones stay apart, as a
/// page has them. A skill that an earlier group of the same name, or any earlier group, lists
/// is not listed again.
pub(super) fn gather(sections: &mut Vec<Section>) {
    let mut gathered: Vec<Section> = Vec::new();
    for section in sections.drain(..) {
        let twin = gathered.iter_mut().find(|known| is_one(known, &section));
        match twin {
            Some(known) => join(&mut known.body, section.body),
            None => gathered.push(section),
        }
    }
    for section in &mut gathered {
        match &mut section.body {
            SectionBody::Skills(groups) => {
                let mut seen: Vec<Tag> = Vec::new();
                for group in groups.iter_mut() {
                    group.items.retain(|item| {
                        let is_new = !seen.contains(item);
                        if is_new {
                            seen.push(item.clone());
                        }
                        is_new
                    });
                }
                groups.retain(|group| !group.items.is_empty());
            }
            SectionBody::Entries(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    *sections = gathered;
}

fn is_one(known: &Section, section: &Section) -> bool {
    if known.kind != section.kind {
        return false;
    }
    match (&known.body, &section.body) {
        // Sections of no known kind are told apart by their titles.
        _ if section.kind == SectionKind::Other => known.title == section.title,
        (SectionBody::Entries(known), SectionBody::Entries(entries)) => {
            are_small(known) == are_small(entries)
        }
        (SectionBody::Skills(_), SectionBody::Skills(_))
        | (SectionBody::Metrics(_), SectionBody::Metrics(_))
        | (SectionBody::Text(_), SectionBody::Text(_)) => true,
        (
            SectionBody::Entries(_)
            | SectionBody::Skills(_)
            | SectionBody::Metrics(_)
            | SectionBody::Text(_),
            _,
        ) => false,
    }
}

fn are_small(entries: &[Entry]) -> bool {
    entries
        .iter()
        .all(|entry| entry.kind == EntryKind::SmallProject)
}

fn join(known: &mut SectionBody, further: SectionBody) {
    match (known, further) {
        (SectionBody::Entries(known), SectionBody::Entries(entries)) => known.extend(entries),
        (SectionBody::Skills(known), SectionBody::Skills(groups)) => {
            for group in groups {
                let twin = known
                    .iter_mut()
                    .find(|other| group.name.is_some() && other.name == group.name);
                match twin {
                    Some(twin) => twin.items.extend(group.items),
                    None => known.push(group),
                }
            }
        }
        (SectionBody::Metrics(known), SectionBody::Metrics(metrics)) => {
            for metric in metrics {
                if !known.contains(&metric) {
                    known.push(metric);
                }
            }
        }
        (SectionBody::Text(known), SectionBody::Text(texts)) => {
            for text in texts {
                if !known.contains(&text) {
                    known.push(text);
                }
            }
        }
        (
            SectionBody::Entries(_)
            | SectionBody::Skills(_)
            | SectionBody::Metrics(_)
            | SectionBody::Text(_),
            _,
        ) => {}
    }
}
