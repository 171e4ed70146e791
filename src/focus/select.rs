//! What a role keeps of a résumé, in which order, and why.

use std::cmp::Ordering;

use super::gather::gather;
use super::omission::has_figure;
use super::ranking::{Ranking, Score, recency};
use super::verdict::{Fate, Part, Reason, Verdict};
use crate::diagnostic::Spanned;
use crate::read::Order;
use crate::resume::{Arranged, Entry, EntryKind, Resume, SectionBody, SectionKind, SkillGroup};

/// What a lens shows of each section, where its role does not say: a page with five projects of
/// four bullets is full.
const LENS_ENTRIES: usize = 5;
const LENS_HIGHLIGHTS: usize = 4;
/// A lens with fewer projects, or groups of skills, looks as if there were no more to tell: what
/// matches nothing fills it up to so many.
const FEWEST_ENTRIES: usize = 3;
const FEWEST_GROUPS: usize = 2;

/// In a lens, a project that is less relevant than this share of the most relevant one touches
/// the role only in passing.
const IN_PASSING: f64 = 0.1;

/// What a role asks of a résumé.
#[derive(Clone, Debug, Default)]
pub struct Aim {
    /// Words and phrases that count.
    pub keywords: Vec<Spanned<String>>,
    /// The text of a job description.
    pub job: Option<String>,
    /// It chooses among what several pages hold: what matches nothing stays out.
    pub lens: bool,
    /// The order of entries; as on the page without it, the most relevant first in a lens.
    pub order: Option<Order>,
    /// At most so many projects of a section.
    pub entries: Option<usize>,
    /// At most so many bullets of an entry.
    pub highlights: Option<usize>,
}

/// A résumé as a role shows it.
#[derive(Clone, Debug)]
pub struct Selection {
    /// What is kept, in its order.
    pub resume: Resume,
    /// The terms that counted; what else may have to go is ranked by them, too.
    pub ranking: Ranking,
    /// Each entry, bullet, skill and tag of the whole résumé, in the order of the pages.
    pub verdicts: Vec<Verdict>,
}

impl Selection {
    /// True if a term occurs anywhere in what was looked at.
    pub fn matches(&self) -> bool {
        self.verdicts
            .iter()
            .any(|verdict| verdict.score.value > 0.0)
    }
}

/// Chooses and orders what a role shows. Nothing is reworded; the most relevant entries and
/// bullets stay where there is a limit, and of equal ones the latest, then those with more
/// figures, then the first on the page.
pub fn select(resume: &Resume, aim: &Aim) -> Selection {
    let mut kept = resume.clone();
    if aim.lens {
        gather(&mut kept.sections);
        kept.arranged = Arranged::ByKind;
        // Made for one page as it stands.
        kept.page_breaks.clear();
    }
    let ranking = Ranking::new(&kept, &aim.keywords, aim.job.as_deref());
    let mut selector = Selector {
        aim,
        ranking: &ranking,
        order: aim.order.unwrap_or(match aim.lens {
            true if !ranking.is_empty() => Order::Relevance,
            true => Order::Newest,
            false => Order::Page,
        }),
        verdicts: Vec::new(),
        section: String::new(),
        least: 0.0,
        spare: 0,
    };
    selector.weigh(&kept);
    for section in &mut kept.sections {
        selector.section = section.id.clone();
        match &mut section.body {
            SectionBody::Entries(entries) => selector.entries(section.kind, entries),
            SectionBody::Skills(groups) => selector.skills(groups),
            SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    let verdicts = selector.verdicts;
    kept.sections.retain(|section| !section.body.is_empty());
    Selection {
        resume: kept,
        ranking,
        verdicts,
    }
}

struct Selector<'a> {
    aim: &'a Aim,
    ranking: &'a Ranking,
    order: Order,
    verdicts: Vec<Verdict>,
    /// The section that is looked at.
    section: String,
    /// What a project scores that is not in passing; no project without a match does.
    least: f64,
    /// So many projects that score less are still wanted.
    spare: usize,
}

/// What an entry is measured by, the weightiest first.
#[derive(Clone, Copy, Debug)]
struct Standing {
    score: f64,
    recency: u32,
    figures: usize,
    /// Its place among all that can go.
    place: usize,
}

impl Standing {
    /// The more relevant first; of equals the latest, the one with more figures, the first.
    fn before(&self, other: &Standing) -> Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(other.recency.cmp(&self.recency))
            .then(other.figures.cmp(&self.figures))
            .then(self.place.cmp(&other.place))
    }
}

/// True for what may be left out of a role and put in another order. Positions paid and unpaid,
/// schools, certificates, prizes and languages stay as they are: a gap in a career asks
/// questions.
fn may_go(kind: EntryKind) -> bool {
    match kind {
        EntryKind::Project
        | EntryKind::SmallProject
        | EntryKind::Publication
        | EntryKind::Other => true,
        EntryKind::Position
        | EntryKind::Volunteering
        | EntryKind::Award
        | EntryKind::Education
        | EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Reference => false,
    }
}

impl Selector<'_> {
    fn entries(&mut self, kind: SectionKind, entries: &mut Vec<Entry>) {
        let mut standings = Vec::new();
        for entry in entries.iter() {
            self.stand(entry, &mut standings);
        }
        let reasons = self.chosen(&standings);
        let mut place = 0;
        let mut whole: Vec<(Standing, Entry, usize)> = Vec::new();
        for (index, mut entry) in entries.drain(..).enumerate() {
            let standing = self.standing(&entry, place);
            if self.entry(&mut entry, 0, &reasons, &mut place) {
                whole.push((standing, entry, index));
            }
        }
        // A career is read by its dates.
        let is_history = whole.iter().any(|(_, entry, _)| !may_go(entry.kind));
        match self.order {
            Order::Page => {}
            Order::Relevance if is_history => {}
            Order::Relevance => whole.sort_by(|one, other| one.0.before(&other.0)),
            Order::Newest if matches!(kind, SectionKind::Languages | SectionKind::References) => {}
            Order::Newest => {
                whole.sort_by_key(|(standing, ..)| std::cmp::Reverse(standing.recency));
            }
        }
        let kept: Vec<usize> = {
            let mut indices: Vec<usize> = whole.iter().map(|(_, _, index)| *index).collect();
            indices.sort_unstable();
            indices
        };
        for (to, (_, entry, index)) in whole.iter().enumerate() {
            let from = kept.binary_search(index).unwrap_or(to);
            if from != to {
                self.moved(entry, from, to);
            }
        }
        entries.extend(whole.into_iter().map(|(_, entry, _)| entry));
    }

    /// The standings of an entry and its parts that may go, in the order of the page.
    fn stand(&self, entry: &Entry, standings: &mut Vec<Standing>) {
        if may_go(entry.kind) {
            standings.push(self.standing(entry, standings.len()));
        }
        for part in &entry.parts {
            self.stand(part, standings);
        }
    }

    fn standing(&self, entry: &Entry, place: usize) -> Standing {
        let of_metrics = entry.metrics.iter().filter(|one| one.is_figure()).count();
        let of_bullets = entry
            .highlights
            .iter()
            .filter(|one| has_figure(one))
            .count();
        Standing {
            score: self.ranking.entry(entry).value,
            recency: recency(entry),
            figures: of_metrics + of_bullets,
            place,
        }
    }

    /// Settles what a project scores that a lens is after, and how many others it needs so as
    /// not to look empty.
    fn weigh(&mut self, resume: &Resume) {
        let mut standings = Vec::new();
        for section in &resume.sections {
            match &section.body {
                SectionBody::Entries(entries) => {
                    for entry in entries {
                        self.stand(entry, &mut standings);
                    }
                }
                SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
            }
        }
        let best = standings.iter().map(|one| one.score).fold(0.0, f64::max);
        self.least = (best * IN_PASSING).max(f64::MIN_POSITIVE);
        let matching = standings
            .iter()
            .filter(|one| one.score >= self.least)
            .count();
        self.spare = FEWEST_ENTRIES.saturating_sub(matching);
    }

    /// Whether each of those that may go stays, and why.
    fn chosen(&mut self, standings: &[Standing]) -> Vec<Reason> {
        let usual = self.aim.lens.then_some(LENS_ENTRIES);
        let limit = self.aim.entries.or(usual).unwrap_or(usize::MAX);
        let mut ranked: Vec<&Standing> = standings.iter().collect();
        ranked.sort_by(|one, other| one.before(other));
        let count = ranked.len();
        let mut reasons = vec![Reason::Page; count];
        for (rank, standing) in ranked.into_iter().enumerate() {
            let rank = rank + 1;
            let matches = standing.score >= self.least || self.ranking.is_empty();
            reasons[standing.place] = match (matches, self.aim.lens) {
                (false, true) if self.spare == 0 && standing.score > 0.0 => Reason::InPassing,
                (false, true) if self.spare == 0 => Reason::NoMatch,
                _ if rank > limit => Reason::OverLimit { rank, count, limit },
                (false, true) => {
                    self.spare -= 1;
                    Reason::Fills {
                        fewest: FEWEST_ENTRIES,
                    }
                }
                (true, _) if limit < count || self.aim.lens => Reason::Ranked { rank, count },
                (_, false) | (true, true) => Reason::Page,
            };
        }
        reasons
    }

    /// Settles an entry, its bullets, tags and parts; false where it goes.
    fn entry(
        &mut self,
        entry: &mut Entry,
        depth: usize,
        reasons: &[Reason],
        place: &mut usize,
    ) -> bool {
        let reason = if may_go(entry.kind) {
            let reason = reasons.get(*place).cloned().unwrap_or(Reason::Page);
            *place += 1;
            reason
        } else {
            Reason::History
        };
        let stays = reason.keeps();
        self.verdicts.push(Verdict {
            part: Part::Entry,
            section: self.section.clone(),
            depth,
            text: title_of(entry),
            span: entry.span.clone(),
            score: self.ranking.entry(entry),
            fate: match stays {
                true => Fate::Kept,
                false => Fate::Dropped,
            },
            reason,
        });
        if stays {
            self.highlights(entry, depth + 1);
            self.tags(entry, depth + 1);
        }
        let mut parts = std::mem::take(&mut entry.parts);
        parts.retain_mut(|part| self.entry(part, depth + 1, reasons, place) && stays);
        entry.parts = parts;
        stays
    }

    /// Keeps the most relevant bullets, in their order. Those of another page's version of the
    /// project go before the version's own.
    fn highlights(&mut self, entry: &mut Entry, depth: usize) {
        let usual = self.aim.lens.then_some(LENS_HIGHLIGHTS);
        let limit = self.aim.highlights.or(usual).unwrap_or(usize::MAX);
        let own = entry.span.source().name().to_owned();
        let scores: Vec<Score> = entry
            .highlights
            .iter()
            .map(|bullet| self.ranking.highlight(bullet))
            .collect();
        let is_guest: Vec<bool> = entry
            .highlights
            .iter()
            .map(|bullet| bullet.text.span.source().name() != own)
            .collect();
        let figures: Vec<bool> = entry.highlights.iter().map(has_figure).collect();
        let count = scores.len();
        let mut ranked: Vec<usize> = (0..count).collect();
        ranked.sort_by(|&one, &other| {
            is_guest[one]
                .cmp(&is_guest[other])
                .then(scores[other].value.total_cmp(&scores[one].value))
                .then(figures[other].cmp(&figures[one]))
                .then(one.cmp(&other))
        });
        let mut rank_of = vec![0; count];
        for (rank, index) in ranked.into_iter().enumerate() {
            rank_of[index] = rank + 1;
        }
        for (index, bullet) in entry.highlights.iter().enumerate() {
            let rank = rank_of[index];
            let reason = match () {
                () if rank > limit => Reason::OverLimit { rank, count, limit },
                () if is_guest[index] => Reason::Guest,
                () if limit < count => Reason::Ranked { rank, count },
                () => Reason::Page,
            };
            self.verdicts.push(Verdict {
                part: Part::Highlight,
                section: self.section.clone(),
                depth,
                text: bullet.text.text(),
                span: bullet.text.span.clone(),
                score: scores[index].clone(),
                fate: match reason.keeps() {
                    true => Fate::Kept,
                    false => Fate::Dropped,
                },
                reason,
            });
        }
        let mut index = 0;
        entry.highlights.retain(|_| {
            index += 1;
            rank_of[index - 1] <= limit
        });
    }

    /// Puts the tags that match first, where relevance orders.
    fn tags(&mut self, entry: &mut Entry, depth: usize) {
        let scores: Vec<Score> = entry.tags.iter().map(|tag| self.ranking.tag(tag)).collect();
        let order = self.by_score(&scores);
        for (from, tag) in entry.tags.iter().enumerate() {
            let to = order.iter().position(|&at| at == from).unwrap_or(from);
            self.verdicts.push(Verdict {
                part: Part::Tag,
                section: self.section.clone(),
                depth,
                text: tag.as_str().to_owned(),
                span: tag.span.clone(),
                score: scores[from].clone(),
                fate: Fate::of_move(from, to),
                reason: Reason::Page,
            });
        }
        entry.tags = order.iter().map(|&at| entry.tags[at].clone()).collect();
    }

    /// The places of scored things in their new order: by score where relevance orders.
    fn by_score(&self, scores: &[Score]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        match self.order {
            Order::Relevance => {
                order.sort_by(|&one, &other| scores[other].value.total_cmp(&scores[one].value));
            }
            Order::Page | Order::Newest => {}
        }
        order
    }

    /// Ranks groups of skills and the skills in each; a lens leaves out groups that match
    /// nothing.
    fn skills(&mut self, groups: &mut Vec<SkillGroup>) {
        let scores: Vec<Score> = groups
            .iter()
            .map(|group| self.ranking.group(group))
            .collect();
        let count = groups.len();
        let mut ranked: Vec<usize> = (0..count).collect();
        ranked.sort_by(|&one, &other| scores[other].value.total_cmp(&scores[one].value));
        let mut reasons = vec![Reason::Page; count];
        if self.aim.lens && !self.ranking.is_empty() {
            for (rank, &index) in ranked.iter().enumerate() {
                let rank = rank + 1;
                reasons[index] = match scores[index].value > 0.0 {
                    true => Reason::Ranked { rank, count },
                    false if rank <= FEWEST_GROUPS => Reason::Fills {
                        fewest: FEWEST_GROUPS,
                    },
                    false => Reason::NoMatch,
                };
            }
        }
        let kept: Vec<usize> = (0..count).filter(|&index| reasons[index].keeps()).collect();
        let order: Vec<usize> = match self.order {
            Order::Relevance => ranked
                .into_iter()
                .filter(|index| kept.contains(index))
                .collect(),
            Order::Page | Order::Newest => kept.clone(),
        };
        for (index, group) in groups.iter_mut().enumerate() {
            let from = kept.iter().position(|&at| at == index);
            let to = order.iter().position(|&at| at == index);
            let fate = match (from, to) {
                (Some(from), Some(to)) => Fate::of_move(from, to),
                (None, _) | (_, None) => Fate::Dropped,
            };
            let name = group.name.as_ref().map(|name| name.value.clone());
            let Some(first) = group.items.first() else {
                continue;
            };
            self.verdicts.push(Verdict {
                part: Part::SkillGroup,
                section: self.section.clone(),
                depth: 0,
                text: name.unwrap_or_else(|| first.as_str().to_owned()),
                span: group
                    .name
                    .as_ref()
                    .map_or(&first.span, |name| &name.span)
                    .clone(),
                score: scores[index].clone(),
                fate,
                reason: reasons[index].clone(),
            });
            if !reasons[index].keeps() {
                continue;
            }
            let of_items: Vec<Score> = group
                .items
                .iter()
                .map(|item| self.ranking.tag(item))
                .collect();
            let order = self.by_score(&of_items);
            for (from, item) in group.items.iter().enumerate() {
                let to = order.iter().position(|&at| at == from).unwrap_or(from);
                self.verdicts.push(Verdict {
                    part: Part::Skill,
                    section: self.section.clone(),
                    depth: 1,
                    text: item.as_str().to_owned(),
                    span: item.span.clone(),
                    score: of_items[from].clone(),
                    fate: Fate::of_move(from, to),
                    reason: Reason::Page,
                });
            }
            group.items = order.iter().map(|&at| group.items[at].clone()).collect();
        }
        *groups = order.iter().map(|&index| groups[index].clone()).collect();
    }

    /// Notes that an entry stands elsewhere.
    fn moved(&mut self, entry: &Entry, from: usize, to: usize) {
        let verdict = self.verdicts.iter_mut().rev().find(|verdict| {
            verdict.part == Part::Entry
                && verdict.section == self.section
                && verdict.depth == 0
                && verdict.fate == Fate::Kept
                && verdict.span == entry.span
                && verdict.text == title_of(entry)
        });
        if let Some(verdict) = verdict {
            verdict.fate = Fate::of_move(from, to);
        }
    }
}

/// What an entry is called.
fn title_of(entry: &Entry) -> String {
    entry
        .title
        .as_ref()
        .or(entry.organization.as_ref())
        .map(|title| title.value.clone())
        .or_else(|| entry.summary.as_ref().map(|summary| summary.text()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::resume::{Highlight, PartialDate, Period, RichText, Section, Tag, Text};

    fn place() -> Span {
        Span::whole(&Source::new("page", "x"))
    }

    fn entry(kind: EntryKind, title: &str, year: u16, tags: &[&str], bullets: &[&str]) -> Entry {
        let mut entry = Entry::new(kind, place());
        entry.title = Some(Text::new(title.to_owned(), place()));
        entry.period = Some(Period {
            start: Some(PartialDate::year(year)),
            end: None,
            expected: false,
            written: year.to_string(),
            span: place(),
        });
        entry.tags = tags.iter().map(|tag| Tag::new(*tag, place())).collect();
        entry.highlights = bullets
            .iter()
            .map(|text| Highlight {
                text: RichText::plain(*text, place()),
                tags: Vec::new(),
            })
            .collect();
        entry
    }

    fn project(title: &str, year: u16, tags: &[&str], bullets: &[&str]) -> Entry {
        entry(EntryKind::Project, title, year, tags, bullets)
    }

    fn resume(sections: Vec<(SectionKind, SectionBody)>) -> Resume {
        Resume {
            sections: sections
                .into_iter()
                .map(|(kind, body)| Section {
                    id: kind.name().to_owned(),
                    title: None,
                    kind,
                    body,
                })
                .collect(),
            ..Resume::default()
        }
    }

    fn projects(entries: Vec<Entry>) -> Resume {
        resume(vec![(SectionKind::Projects, SectionBody::Entries(entries))])
    }

    fn aim(keywords: &[&str]) -> Aim {
        Aim {
            keywords: keywords
                .iter()
                .map(|word| Spanned::new((*word).to_owned(), place()))
                .collect(),
            ..Aim::default()
        }
    }

    fn titles(resume: &Resume) -> Vec<String> {
        let mut all = Vec::new();
        for section in &resume.sections {
            if let SectionBody::Entries(entries) = &section.body {
                all.extend(entries.iter().map(title_of));
            }
        }
        all
    }

    #[test]
    fn a_role_without_limits_keeps_the_page_as_it_is() {
        let page = projects(vec![
            project("A", 2019, &["Go"], &["one", "two"]),
            project("B", 2021, &["Rust"], &["three"]),
        ]);
        let selection = select(&page, &aim(&["Rust"]));
        assert_eq!(selection.resume, page);
        assert!(selection.verdicts.iter().all(|one| one.fate == Fate::Kept));
    }

    #[test]
    fn the_score_is_what_the_formula_says() {
        let page = projects(vec![
            project("Kafka at sea", 2019, &[], &["ran Rust"]),
            project("B", 2021, &["Rust"], &[]),
        ]);
        let selection = select(&page, &aim(&["Kafka", "Rust"]));
        let score = |title: &str| {
            let verdict = selection.verdicts.iter().find(|one| one.text == title);
            verdict.expect("there").score.value
        };
        // Two entries: one has Kafka, in its title; both have Rust, one of them in its text.
        let (kafka, rust) = (3f64.ln(), 2f64.ln());
        assert!((score("Kafka at sea") - (kafka + 0.5 * rust)).abs() < 1e-9);
        assert!((score("B") - rust).abs() < 1e-9);
    }

    #[test]
    fn a_limit_keeps_the_most_relevant_then_the_latest_in_page_order() {
        let page = projects(vec![
            project("old", 2015, &[], &[]),
            project("new", 2022, &[], &[]),
            project("fit", 2010, &["Rust"], &[]),
        ]);
        let mut aim = aim(&["Rust"]);
        aim.entries = Some(2);
        assert_eq!(titles(&select(&page, &aim).resume), ["new", "fit"]);
        aim.order = Some(Order::Relevance);
        assert_eq!(titles(&select(&page, &aim).resume), ["fit", "new"]);
    }

    #[test]
    fn of_equal_bullets_those_with_figures_stay() {
        let page = projects(vec![project(
            "A",
            2020,
            &[],
            &["wrote guides", "cut 40% of cost", "moved to Rust"],
        )]);
        let mut aim = aim(&["Rust"]);
        aim.highlights = Some(2);
        let selection = select(&page, &aim);
        let SectionBody::Entries(entries) = &selection.resume.sections[0].body else {
            panic!("entries");
        };
        let bullets: Vec<String> = entries[0]
            .highlights
            .iter()
            .map(|b| b.text.text())
            .collect();
        assert_eq!(bullets, ["cut 40% of cost", "moved to Rust"]);
    }

    #[test]
    fn a_lens_drops_what_matches_nothing_and_never_a_position() {
        let mut sections = vec![
            project("a", 2015, &["Kafka"], &[]),
            project("b", 2016, &["Kafka", "Rust"], &[]),
            project("c", 2017, &["Kafka"], &[]),
            project("d", 2023, &["PHP"], &[]),
        ];
        sections.push(project("e", 2024, &["CSS"], &[]));
        let page = resume(vec![
            (SectionKind::Projects, SectionBody::Entries(sections)),
            (
                SectionKind::Experience,
                SectionBody::Entries(vec![entry(EntryKind::Position, "Cook", 2001, &[], &[])]),
            ),
        ]);
        let mut aim = aim(&["Kafka", "Rust"]);
        aim.lens = true;
        let selection = select(&page, &aim);
        assert_eq!(titles(&selection.resume), ["b", "c", "a", "Cook"]);
        aim.keywords.truncate(0);
        let selection = select(&page, &aim);
        assert_eq!(titles(&selection.resume), ["e", "d", "c", "b", "a", "Cook"]);
    }

    #[test]
    fn a_lens_drops_what_touches_the_role_only_in_passing() {
        let tags = ["Kafka", "Flink", "Pulsar", "Storm", "Spark", "Samza"];
        let page = projects(vec![
            project("a", 2015, &tags, &[]),
            project("b", 2016, &tags, &[]),
            project("c", 2017, &tags, &[]),
            project("d", 2018, &[], &["a Kafka, once"]),
        ]);
        let mut aim = aim(&tags);
        aim.lens = true;
        assert_eq!(titles(&select(&page, &aim).resume), ["c", "b", "a"]);
        aim.lens = false;
        assert_eq!(titles(&select(&page, &aim).resume), ["a", "b", "c", "d"]);
    }

    #[test]
    fn a_lens_with_few_matches_is_filled_with_the_latest() {
        let page = projects(vec![
            project("a", 2015, &["Kafka"], &[]),
            project("b", 2016, &[], &[]),
            project("c", 2017, &[], &[]),
            project("d", 2018, &[], &[]),
        ]);
        let mut aim = aim(&["Kafka"]);
        aim.lens = true;
        assert_eq!(titles(&select(&page, &aim).resume), ["a", "d", "c"]);
    }

    #[test]
    fn a_job_description_counts_through_what_the_résumé_has() {
        let page = projects(vec![
            project("a", 2015, &["Kafka"], &["kept the queue short"]),
            project("b", 2016, &["PHP"], &["ran a fair"]),
        ]);
        let mut aim = aim(&["Kafka"]);
        aim.job = Some("We run Kafka and queues. You will have experience with COBOL.".to_owned());
        let ranking = select(&page, &aim).ranking;
        let terms: Vec<(&str, f64)> = ranking
            .terms()
            .iter()
            .map(|term| (term.text.as_str(), term.weight))
            .collect();
        // "run" is not "ran"; COBOL the résumé has not; "we" tells nothing.
        assert_eq!(terms, [("Kafka", 2.0), ("queues", 0.25)]);
    }
}
