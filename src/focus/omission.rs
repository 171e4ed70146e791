//! Parts that a résumé can spare where it is too long for its pages, in the order they go.

use super::ranking::Ranking;
use crate::diagnostic::Span;
use crate::resume::{Entry, EntryKind, Highlight, Resume, SectionBody};

/// A card keeps this many bullets.
const BULLETS_KEPT: usize = 4;
/// A text is told by its first characters.
const TOLD: usize = 48;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Omitted {
    /// A labelled paragraph after the bullets.
    Details,
    /// The tags of a small project.
    Tags,
    /// The description of a small project that has metrics.
    Description,
    /// A bullet without a figure.
    Bullet,
    /// A bullet with a figure.
    FigureBullet,
    /// A whole small project.
    Project,
}

impl Omitted {
    /// Every sort, in the order they go.
    pub const ALL: [Omitted; 6] = [
        Omitted::Details,
        Omitted::Tags,
        Omitted::Description,
        Omitted::Bullet,
        Omitted::FigureBullet,
        Omitted::Project,
    ];

    /// One of it, and several, in a sentence.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Omitted::Details => ("technical detail", "technical details"),
            Omitted::Tags => ("list of tags", "lists of tags"),
            Omitted::Description => ("description", "descriptions"),
            Omitted::Bullet => ("bullet", "bullets"),
            Omitted::FigureBullet => ("bullet with a figure", "bullets with figures"),
            Omitted::Project => ("small project", "small projects"),
        }
    }
}

/// A part that is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Omission {
    /// What it is.
    pub what: Omitted,
    /// The title of its entry, where it has one.
    pub entry: Option<String>,
    /// Its first words.
    pub text: String,
    /// Where it was read.
    pub span: Span,
    place: Place,
    /// How relevant it is; details, tags and descriptions are as relevant as their entry.
    score: f64,
}

/// Where a part stands in the résumé.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    section: usize,
    /// The entry in its section, then the part in the entry, and so on.
    entries: Vec<usize>,
    /// Which of the details or bullets.
    index: usize,
}

impl std::fmt::Display for Omission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (one, several) = self.what.words();
        match (self.what, &self.entry) {
            (Omitted::Project, _) => write!(f, "{one} `{}`", self.text),
            (Omitted::Tags, Some(entry)) => write!(f, "tags of `{entry}`: {}", self.text),
            (Omitted::Tags, None) => write!(f, "tags: {}", self.text),
            (Omitted::Details, Some(entry)) => write!(f, "{several} of `{entry}`: {}", self.text),
            (_, Some(entry)) => write!(f, "{one} of `{entry}`: {}", self.text),
            (_, None) => write!(f, "{one}: {}", self.text),
        }
    }
}

/// How many of each sort, in a sentence: "3 technical details, 1 bullet".
pub fn counted(omissions: &[Omission]) -> String {
    let mut parts = Vec::new();
    for what in Omitted::ALL {
        let count = omissions.iter().filter(|one| one.what == what).count();
        let (one, several) = what.words();
        match count {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            _ => parts.push(format!("{count} {several}")),
        }
    }
    parts.join(", ")
}

/// Everything that may go, in the order in which it goes: technical details, tags of small
/// projects, their descriptions where metrics remain, bullets without a figure and then
/// those with one as long as four remain in their card, small projects; of each sort the
/// least relevant first where there is a ranking, of equals the last on the page.
///
/// Contacts, summary, skills, titles and dates never go.
pub fn offers(resume: &Resume, ranking: Option<&Ranking>) -> Vec<Omission> {
    let mut found = Vec::new();
    for (section, of) in resume.sections.iter().enumerate() {
        match &of.body {
            SectionBody::Entries(entries) => {
                for (index, entry) in entries.iter().enumerate() {
                    collect(entry, section, vec![index], ranking, &mut found);
                }
            }
            SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    found.reverse();
    // The sort is stable: the last on the page stays first. Of bullets the lowest in its
    // card goes first, whichever card that is.
    let rank = |one: &Omission| match one.what {
        Omitted::Bullet | Omitted::FigureBullet => usize::MAX - one.place.index,
        Omitted::Details | Omitted::Tags | Omitted::Description | Omitted::Project => 0,
    };
    found.sort_by(|one, other| {
        (one.what as usize)
            .cmp(&(other.what as usize))
            .then(one.score.total_cmp(&other.score))
            .then(rank(one).cmp(&rank(other)))
    });
    found
}

fn collect(
    entry: &Entry,
    section: usize,
    entries: Vec<usize>,
    ranking: Option<&Ranking>,
    found: &mut Vec<Omission>,
) {
    let title = entry.title.as_ref().map(|title| title.value.clone());
    let of_entry = ranking.map_or(0.0, |ranking| ranking.entry(entry).value);
    let scores: Vec<f64> = entry
        .highlights
        .iter()
        .map(|bullet| ranking.map_or(0.0, |ranking| ranking.highlight(bullet).value))
        .collect();
    let mut offer = |what: Omitted, index: usize, text: &str, span: &Span| {
        found.push(Omission {
            what,
            entry: title.clone(),
            text: start_of(text),
            span: span.clone(),
            place: Place {
                section,
                entries: entries.clone(),
                index,
            },
            score: match what {
                Omitted::Bullet | Omitted::FigureBullet => scores[index],
                Omitted::Details | Omitted::Tags | Omitted::Description | Omitted::Project => {
                    of_entry
                }
            },
        });
    };
    let told_at_length = match entry.kind {
        EntryKind::Position
        | EntryKind::Project
        | EntryKind::SmallProject
        | EntryKind::Volunteering => true,
        EntryKind::Education
        | EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Publication
        | EntryKind::Award
        | EntryKind::Reference
        | EntryKind::Other => false,
    };
    if told_at_length {
        for (index, detail) in entry.details.iter().enumerate() {
            let text = detail.text.text();
            offer(Omitted::Details, index, &text, &detail.text.span);
        }
        let mut spare = entry.highlights.len().saturating_sub(BULLETS_KEPT);
        for sort in [Omitted::Bullet, Omitted::FigureBullet] {
            // The least relevant first, of equals the last.
            let mut order: Vec<usize> = (0..entry.highlights.len()).rev().collect();
            order.sort_by(|&one, &other| scores[one].total_cmp(&scores[other]));
            for index in order {
                let bullet = &entry.highlights[index];
                let figure = sort == Omitted::FigureBullet;
                if spare > 0 && has_figure(bullet) == figure {
                    spare -= 1;
                    offer(sort, index, &bullet.text.text(), &bullet.text.span);
                }
            }
        }
    }
    if entry.kind == EntryKind::SmallProject {
        if let Some(first) = entry.tags.first() {
            let list: Vec<&str> = entry.tags.iter().map(|tag| tag.as_str()).collect();
            offer(Omitted::Tags, 0, &list.join(", "), &first.span);
        }
        if let Some(summary) = entry.summary.as_ref().filter(|_| !entry.metrics.is_empty()) {
            offer(Omitted::Description, 0, &summary.text(), &summary.span);
        }
        let name = title.clone().unwrap_or_default();
        offer(Omitted::Project, 0, &name, &entry.span);
    }
    for (index, part) in entry.parts.iter().enumerate() {
        let mut path = entries.clone();
        path.push(index);
        collect(part, section, path, ranking, found);
    }
}

/// True for a bullet that tells a number: a word that starts with a digit, signs aside.
pub(super) fn has_figure(bullet: &Highlight) -> bool {
    bullet.text.text().split_whitespace().any(|word| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| c.is_numeric())
    })
}

/// The first words of a text, whole.
fn start_of(text: &str) -> String {
    if text.chars().count() <= TOLD {
        return text.to_owned();
    }
    let mut start = String::new();
    for word in text.split_inclusive(' ') {
        if !start.is_empty() && start.chars().count() + word.chars().count() > TOLD {
            break;
        }
        start.push_str(word);
    }
    format!("{} …", start.trim_end())
}

/// A copy of a résumé that lacks these parts.
pub fn without(resume: &Resume, omissions: &[Omission]) -> Resume {
    let mut rest = resume.clone();
    for (number, section) in rest.sections.iter_mut().enumerate() {
        match &mut section.body {
            SectionBody::Entries(entries) => {
                let here: Vec<&Omission> = omissions
                    .iter()
                    .filter(|one| one.place.section == number)
                    .collect();
                leave_out(entries, &mut Vec::new(), &here);
            }
            SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    rest
}

/// Takes out of entries, whose place is `path`, what is named.
fn leave_out(entries: &mut Vec<Entry>, path: &mut Vec<usize>, omissions: &[&Omission]) {
    if omissions.is_empty() {
        return;
    }
    let mut index = 0;
    entries.retain_mut(|entry| {
        path.push(index);
        index += 1;
        let of = |what: Omitted| {
            omissions
                .iter()
                .filter(move |one| one.what == what)
                .filter(|one| one.place.entries == *path)
        };
        let keeps = |what: Omitted, at: usize| !of(what).any(|one| one.place.index == at);
        let mut at = 0..;
        entry
            .details
            .retain(|_| at.next().is_none_or(|at| keeps(Omitted::Details, at)));
        let mut at = 0..;
        entry.highlights.retain(|_| {
            at.next()
                .is_none_or(|at| keeps(Omitted::Bullet, at) && keeps(Omitted::FigureBullet, at))
        });
        if !keeps(Omitted::Tags, 0) {
            entry.tags.clear();
        }
        if !keeps(Omitted::Description, 0) {
            entry.summary = None;
        }
        let stays = keeps(Omitted::Project, 0);
        leave_out(&mut entry.parts, path, omissions);
        path.pop();
        stays
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Spanned};
    use crate::resume::{Detail, DetailLabel, Metric, RichText, Section, SectionKind, Tag};

    fn sample() -> Resume {
        let source = Source::new("t", "t");
        let span = Span::whole(&source);
        let rich = |text: &str| RichText::plain(text, span.clone());
        let mut card = Entry::new(EntryKind::Project, span.clone());
        card.title = Some(Spanned::new("Card".to_owned(), span.clone()));
        card.highlights = [
            "one",
            "two",
            "cut 40% of it",
            "4 of them",
            "v2 of five",
            "in 6 days",
        ]
        .map(|text| Highlight {
            text: rich(text),
            tags: Vec::new(),
        })
        .to_vec();
        card.details = vec![Detail {
            label: DetailLabel::Usual,
            text: rich("how it was done"),
        }];
        let mut small = Entry::new(EntryKind::SmallProject, span.clone());
        small.title = Some(Spanned::new("Small".to_owned(), span.clone()));
        small.summary = Some(rich("what it does"));
        small.tags = vec![Tag::new("Rust", span.clone())];
        let mut measured = small.clone();
        measured.metrics = vec![Metric {
            value: "3".to_owned(),
            label: "things".to_owned(),
            span,
        }];
        Resume {
            sections: vec![Section {
                id: "projects".to_owned(),
                title: None,
                kind: SectionKind::Projects,
                body: SectionBody::Entries(vec![card, small, measured]),
            }],
            ..Resume::default()
        }
    }

    fn entries(resume: &Resume) -> &[Entry] {
        match &resume.sections[0].body {
            SectionBody::Entries(entries) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn parts_go_in_their_order_and_the_last_goes_first() {
        let offers = offers(&sample(), None);
        let told: Vec<String> = offers.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "technical details of `Card`: how it was done",
                "tags of `Small`: Rust",
                "tags of `Small`: Rust",
                // The other has no metrics that would remain.
                "description of `Small`: what it does",
                "bullet of `Card`: v2 of five",
                "bullet of `Card`: two",
                "small project `Small`",
                "small project `Small`",
            ]
        );
        assert_eq!(offers[1].place.entries, [2]);
        assert_eq!(
            counted(&offers),
            "1 technical detail, 2 lists of tags, 1 description, 2 bullets, 2 small projects"
        );
    }

    #[test]
    fn a_card_keeps_four_bullets_those_with_figures_first() {
        let resume = sample();
        let rest = without(&resume, &offers(&resume, None));
        let rest = entries(&rest);
        assert_eq!(rest.len(), 1);
        let bullets: Vec<String> = rest[0]
            .highlights
            .iter()
            .map(|one| one.text.text())
            .collect();
        assert_eq!(bullets, ["one", "cut 40% of it", "4 of them", "in 6 days"]);
        assert!(rest[0].details.is_empty());
    }

    #[test]
    fn bullets_with_figures_go_only_past_four() {
        let mut resume = sample();
        if let SectionBody::Entries(entries) = &mut resume.sections[0].body {
            for (index, bullet) in entries[0].highlights.iter_mut().enumerate() {
                bullet.text = RichText::plain(format!("{index} of them"), bullet.text.span.clone());
            }
        }
        let rest = without(&resume, &offers(&resume, None));
        let bullets: Vec<String> = entries(&rest)[0]
            .highlights
            .iter()
            .map(|one| one.text.text())
            .collect();
        assert_eq!(
            bullets,
            ["0 of them", "1 of them", "2 of them", "3 of them"]
        );
    }

    #[test]
    fn the_least_relevant_bullet_goes_first() {
        let mut resume = sample();
        if let SectionBody::Entries(entries) = &mut resume.sections[0].body {
            entries[0].highlights.truncate(2);
            for text in ["kept the queues short", "ran a fair", "wrote the queue"] {
                let span = entries[0].span.clone();
                entries[0].highlights.push(Highlight {
                    text: RichText::plain(text, span),
                    tags: Vec::new(),
                });
            }
        }
        let source = Source::new("k", "queue");
        let keyword = Spanned::new("queue".to_owned(), Span::whole(&source));
        let ranking = Ranking::new(&resume, &[keyword], None);
        let bullets: Vec<String> = offers(&resume, Some(&ranking))
            .into_iter()
            .filter(|one| one.what == Omitted::Bullet)
            .map(|one| one.text)
            .collect();
        assert_eq!(bullets, ["ran a fair"]);
    }

    #[test]
    fn what_is_not_named_stays() {
        let resume = sample();
        let offers = offers(&resume, None);
        assert_eq!(without(&resume, &[]), resume);
        let rest = without(&resume, &offers[..2]);
        let tags: Vec<usize> = entries(&rest).iter().map(|one| one.tags.len()).collect();
        assert_eq!(tags, [0, 1, 0]);
    }
}
