//! Headings under an entry that only name a part of it: "Achievements", "Technologies".

use super::block::{Block, BlockKind};
use super::entries::{Draft, Opening, Reader, add_summary, add_tags, is_lone};
use super::items::with_inner;
use super::pieces::{after_label, is_prose};
use super::vocabulary::{Label, Topic};
use super::{labels, line, text};
use crate::read::Id;
use crate::resume::{Detail, DetailLabel, EntryKind, Highlight, RichText, SectionKind, Text};

/// A part of an entry that is being read.
pub(super) struct EntryPart {
    /// Level of its heading.
    level: u8,
    /// Its heading's words.
    title: Text,
    holds: Holds,
}

/// What a part of an entry holds.
#[derive(Clone, Copy)]
enum Holds {
    /// What an entry tells anyway.
    Points,
    /// Techniques and tools.
    Tags,
    /// What its heading's words say.
    Named,
}

impl Reader<'_> {
    /// Takes a heading that names a part of the open entry, or stands below such a heading.
    pub(super) fn part_heading(&mut self, block: &Block, kind: EntryKind, level: u8) -> bool {
        let sheet = self.sheet;
        let above = self.part.take();
        let Some(draft) = &self.open else {
            return false;
        };
        let Some(rich) = text::rich(sheet, block.range.clone(), |_| false) else {
            return false;
        };
        let is_below = match draft.opening {
            Opening::Heading(own) => level > own,
            Opening::Card | Opening::Line => draft.entry.title.is_some(),
        };
        let Some(title) = text::title(&rich).filter(|_| is_below) else {
            return false;
        };
        if let Some(holds) = self.holds(&title.value, kind) {
            self.part = Some(EntryPart {
                level,
                title,
                holds,
            });
            return true;
        }
        if let Some(above) = above.filter(|above| level > above.level) {
            match (above.holds, &mut self.open) {
                (Holds::Named, _) => self.named(above.title.clone(), vec![rich]),
                (Holds::Points | Holds::Tags, Some(draft)) => {
                    draft.entry.highlights.push(highlight(rich));
                }
                (Holds::Points | Holds::Tags, None) => {}
            }
            self.part = Some(above);
            return true;
        }
        false
    }

    /// What a heading of these words says of the open entry; `None` if it names no part.
    fn holds(&self, title: &str, kind: EntryKind) -> Option<Holds> {
        let words = self.sheet.words;
        match words.label(title.trim_end_matches([':', '：'])) {
            Some(Label::Highlights) => return Some(Holds::Points),
            Some(Label::Tags) => return Some(Holds::Tags),
            Some(
                Label::Details
                | Label::Part
                | Label::Period
                | Label::Organization
                | Label::Title
                | Label::Location,
            ) => return Some(Holds::Named),
            Some(Label::Email | Label::Phone | Label::Website) | None => {}
        }
        // A heading with nothing below it but more headings may be one over several entries.
        let may_head = |draft: &Draft| draft.is_bare() && is_lone(draft);
        let is_over = !line::is_held(kind) && self.open.as_ref().is_none_or(may_head);
        if is_over || !words.is_topic(title) {
            return None;
        }
        match words.topics(title).first()?.0 {
            Topic::Summary => Some(Holds::Points),
            Topic::Section(SectionKind::Skills) => Some(Holds::Tags),
            Topic::Section(
                SectionKind::Projects
                | SectionKind::Certifications
                | SectionKind::Languages
                | SectionKind::Publications
                | SectionKind::Awards
                | SectionKind::Volunteering
                | SectionKind::Interests
                | SectionKind::Metrics,
            ) => Some(Holds::Named),
            Topic::Section(
                SectionKind::Experience
                | SectionKind::Education
                | SectionKind::References
                | SectionKind::Other,
            )
            | Topic::Contact
            | Topic::Ignored => None,
        }
    }

    /// Takes what stands below the heading of an entry's part.
    pub(super) fn part_block(&mut self, block: &Block) -> bool {
        let sheet = self.sheet;
        let Some(part) = &self.part else { return false };
        let (holds, title) = (part.holds, part.title.clone());
        let told = match block.kind {
            BlockKind::Paragraph => text::lines(sheet, block.range.clone(), |_| false),
            BlockKind::List => match holds {
                Holds::Points => return false,
                Holds::Tags | Holds::Named => self.list_items(block),
            },
            BlockKind::Tags
            | BlockKind::Heading(_)
            | BlockKind::Definitions
            | BlockKind::Table
            | BlockKind::Metrics
            | BlockKind::Call
            | BlockKind::Frame => return false,
        };
        let opens = told.first().is_some_and(|line| {
            line.runs.first().is_some_and(|run| run.emphasis.strong) && after_label(line).is_none()
        });
        if opens && matches!(block.kind, BlockKind::Paragraph) {
            // A bold line is more than a part of what stands above it.
            self.part = None;
            return false;
        }
        let Some(draft) = &mut self.open else {
            return false;
        };
        let entry = &mut draft.entry;
        let mut rest = Vec::new();
        for line in told {
            if labels::take(sheet, entry, &line, self.findings) {
                continue;
            }
            match holds {
                Holds::Tags if !is_prose(&line.text()) => add_tags(entry, &line),
                Holds::Points | Holds::Tags | Holds::Named => rest.push(line),
            }
        }
        if rest.is_empty() {
            return true;
        }
        if matches!(holds, Holds::Points) && text::are_listed(&rest) {
            let points = rest.iter().map(text::unmarked).map(highlight);
            entry.highlights.extend(points);
        } else if matches!(holds, Holds::Points) && entry.highlights.is_empty() {
            if let Some(rest) = text::join(rest) {
                add_summary(entry, rest);
            }
        } else {
            self.named(title, rest);
        }
        true
    }

    /// What a part's heading names, as a label in the text would.
    fn named(&mut self, title: Text, told: Vec<RichText>) {
        let Some(draft) = &mut self.open else { return };
        let mut told = told.into_iter();
        let Some(first) = told.next() else { return };
        let text = with_inner(first, told.collect(), "; ");
        let label = self.sheet.words.label(&title.value);
        let is_field = matches!(
            label,
            Some(Label::Period | Label::Organization | Label::Title | Label::Location)
        );
        if is_field {
            let term = RichText::plain(title.value, title.span);
            self.labelled(&term, text);
            return;
        }
        // Several paragraphs under one heading are one detail.
        match draft.entry.details.last_mut() {
            Some(Detail {
                label: DetailLabel::Written(last),
                text: before,
            }) if last.span == title.span && last.value == title.value => {
                before.push("; ", crate::resume::Emphasis::NONE, None);
                for run in text.runs {
                    before.push(run.text, run.emphasis, run.link);
                }
            }
            Some(_) | None => draft.entry.details.push(Detail {
                label: DetailLabel::Written(title),
                text,
            }),
        }
    }

    /// The items of a list, each with those below it.
    fn list_items(&self, block: &Block) -> Vec<RichText> {
        let sheet = self.sheet;
        let dom = sheet.dom;
        let is_list = |id: Id| matches!(dom.name(id), "ul" | "ol");
        let text_of = |id: Id| text::rich(sheet, dom.subtree(id), is_list);
        let mut out = Vec::new();
        for item in dom.children(block.range.start) {
            if dom.name(item) != "li" || sheet.is_aside(item) {
                continue;
            }
            let inner: Vec<RichText> = dom
                .within(item)
                .filter(|&id| dom.name(id) == "li")
                .filter_map(text_of)
                .collect();
            match text_of(item) {
                Some(own) => out.push(with_inner(own, inner, " ")),
                None => out.extend(inner),
            }
        }
        out
    }
}

fn highlight(text: RichText) -> Highlight {
    Highlight {
        text,
        tags: Vec::new(),
    }
}
