//! What an entry tells below its head: bullets, tags, figures, details, text.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::items;
use super::super::lexicon::bullets;
use super::super::outline::topic;
use super::super::segment::Segmentations;
use super::super::{Fields, Gap, Kind, Label, LabelRole, Line};
use super::account::{Reason, Target};
use super::blocks;
use super::entry::Draft;
use super::figures::{self, parts, quantity};
use super::listed::{Listed, are_names};
use super::lists;
use super::value::Maker;
use crate::extract::fold::{fold, is_pictograph};
use crate::resume::{
    Detail, DetailLabel, Emphasis, EntryKind, Highlight, Metric, RichText, SectionKind, Text,
};

/// A longer labelled value is no title, employer or place, in characters.
const LONGEST_LABELLED: usize = 80;

/// Less sure is a label in which a topic's word stands: "Project description".
const SURE: f32 = 0.9;

/// Reads the lines of an entry's body.
pub(crate) fn read(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    rest: &[Rc<Line>],
    cut: &Segmentations,
    base: u8,
) {
    let mut body = Body {
        maker,
        draft,
        mode: None,
        part: None,
        base,
        repeated: &cut.repeated,
        kept: kept_labels(rest, cut),
        pending: None,
        has_sub_headings: sub_headings(rest) > 1,
        pictures: pictures(rest),
        has_tools: false,
        are_rows_of_tools: false,
    };
    body.has_tools = rest.iter().any(|line| body.announces_tools(line));
    body.are_rows_of_tools = body.are_rows(rest);
    let mut k = 0;
    while k < rest.len() {
        k += match body.block(&rest[k..], rest) {
            0 => body.line(&rest[k], rest.get(k + 1).map(Rc::as_ref), cut),
            used => used,
        };
    }
    body.close_part();
    let label = body.pending.take();
    body.draft.description.extend(label);
    let mut seen = HashSet::new();
    let tags = &mut body.draft.entry.tags;
    tags.retain(|tag| seen.insert(fold(tag.as_str())));
}

struct Body<'m, 'p, 'd> {
    maker: &'m mut Maker<'p>,
    draft: &'d mut Draft,
    /// What the label above says of the lines below it.
    mode: Option<LabelRole>,
    /// The heading of a part of the entry, with what stands below it.
    part: Option<(Text, Vec<RichText>)>,
    /// The list depth of the entry's first line.
    base: u8,
    /// Labels that several entries have.
    repeated: &'d HashSet<String>,
    /// The numbers of labels that say what stands below them, as several do.
    kept: HashSet<usize>,
    /// Such a label above a paragraph, which begins with it.
    pending: Option<RichText>,
    /// Several headings stand above bullets.
    has_sub_headings: bool,
    /// Pictures with which several lines begin.
    pictures: HashSet<char>,
    /// A label announces tools of the trade that other entries have, too.
    has_tools: bool,
    /// So do the labels beside it: all of them stand before names.
    are_rows_of_tools: bool,
}

impl Body<'_, '_, '_> {
    /// Reads a line; says how many lines were used.
    fn line(&mut self, line: &Line, next: Option<&Line>, cut: &Segmentations) -> usize {
        let whole = 0..line.text.len();
        if let Some(role) = cut.labels.get(&line.index) {
            self.close_part();
            // "Front end:" over names, below a label of tags, says which of them they are.
            let names = |next: &Line| lists::names(self.maker.lexicon, &next.text);
            let is_of_tags = self.mode == Some(LabelRole::Tags) && *role == LabelRole::Part;
            if is_of_tags && next.is_some_and(names) {
                let place = line.place(whole);
                self.maker.account.set_aside(place, Reason::Label);
                return 1;
            }
            self.mode = Some(*role);
            let may_have_parts = matches!(
                self.draft.entry.kind,
                EntryKind::Position | EntryKind::Education | EntryKind::Volunteering
            );
            // "Achievements" announces bullets, and awards only elsewhere.
            let is_part = matches!(role, LabelRole::Details | LabelRole::Part);
            if may_have_parts && is_part && line.heading > 0 && names_part(self.maker, line) {
                let label = self.maker.text(line, whole, Target::Detail);
                self.part = label.map(|label| (label, Vec::new()));
                return 1;
            }
            if self.kept.contains(&line.index) {
                self.keep_label(line, next);
                return 1;
            }
            self.maker
                .account
                .set_aside(line.place(whole), Reason::Label);
            return 1;
        }
        self.draft.links(self.maker.links(line, &whole));
        if !line.text.contains(char::is_alphanumeric) {
            return 1;
        }
        if self.in_part(line) {
            return 1;
        }
        if self.labelled(line, next)
            || self.tags(line)
            || self.place(line)
            || self.metrics(line)
            || self.bare_period(line)
        {
            return 1;
        }
        if self.stacked_metric(line, next) {
            return 2;
        }
        if self.sub_heading(line, next) {
            return 1;
        }
        self.text(line);
        1
    }

    /// Reads several lines that are one thing; says how many, 0 for none.
    fn block(&mut self, lines: &[Rc<Line>], all: &[Rc<Line>]) -> usize {
        if let Some(block) = blocks::metrics(lines) {
            self.close_part();
            for (value, label) in block.pairs {
                self.metric(&value.0, value.1, (&label.0, label.1));
            }
            return block.lines;
        }
        let mut chips = blocks::chips(lines, all);
        if chips == 0 && Listed::are_tools_of(self.draft.entry.kind) {
            let (lexicon, listed) = (self.maker.lexicon, &self.maker.listed);
            chips = blocks::known(lines, |line| listed.are_known(lexicon, &line.text));
        }
        let bullets = if chips == 0 {
            blocks::bullets(lines)
        } else {
            0
        };
        if chips + bullets > 0 {
            self.close_part();
        }
        for line in &lines[..chips] {
            let tags = self.maker.tags(line, 0..line.text.len(), Target::Tag);
            self.draft.entry.tags.extend(tags);
        }
        for line in &lines[..bullets] {
            self.bullet(line);
        }
        chips + bullets
    }

    /// A label with its value, or one that stands alone.
    fn labelled(&mut self, line: &Line, next: Option<&Line>) -> bool {
        let Some(label) = line.notes.label.clone() else {
            return false;
        };
        let Some(role) = label.role.or_else(|| self.unknown(line, &label, next)) else {
            return false;
        };
        let is_short = line.text[label.value.clone()].chars().count() < LONGEST_LABELLED;
        if label.value.is_empty() {
            let announces = matches!(
                role,
                LabelRole::Tags | LabelRole::Highlights | LabelRole::Part | LabelRole::Details
            );
            if announces {
                self.mode = Some(role);
                if self.kept.contains(&line.index) {
                    self.keep_label(line, next);
                    return true;
                }
                let whole = line.place(0..line.text.len());
                self.maker.account.set_aside(whole, Reason::Label);
            }
            return announces;
        }
        let taken = match role {
            LabelRole::Tags => {
                let tags = self.maker.tags(line, label.value.clone(), Target::Tag);
                self.draft.entry.tags.extend(tags);
                true
            }
            LabelRole::Details => {
                self.detail(line, label.at.clone(), label.value.clone());
                return true;
            }
            LabelRole::Title if self.draft.entry.title.is_none() && is_short => {
                self.draft.entry.title = self.maker.text(line, label.value.clone(), Target::Title);
                true
            }
            LabelRole::Organization if self.draft.entry.organization.is_none() && is_short => {
                self.draft.entry.organization =
                    self.maker
                        .text(line, label.value.clone(), Target::Organization);
                true
            }
            LabelRole::Location if self.draft.entry.location.is_none() && is_short => {
                self.draft.entry.location =
                    self.maker.text(line, label.value.clone(), Target::Place);
                true
            }
            LabelRole::Period if self.draft.entry.period.is_none() => {
                let date = line.notes.dates.first().cloned();
                match date {
                    Some(date) => {
                        self.draft.entry.period = self.maker.period(line, &date);
                        self.maker.leave_durations(line, label.value.start);
                        true
                    }
                    None => false,
                }
            }
            LabelRole::Title
            | LabelRole::Organization
            | LabelRole::Location
            | LabelRole::Period
            | LabelRole::Name
            | LabelRole::Email
            | LabelRole::Phone
            | LabelRole::Website
            | LabelRole::Highlights
            | LabelRole::Part => false,
        };
        if taken {
            let at = line.place(0..label.value.start);
            self.maker.account.set_aside(at, Reason::Label);
        }
        taken
    }

    /// What a label that no list knows announces: tags, where others announced tags before it ("Front
    /// end:", "Back end:"), and where sections of skills are titled so and names follow.
    fn unknown(&self, line: &Line, label: &Label, next: Option<&Line>) -> Option<LabelRole> {
        let lexicon = self.maker.lexicon;
        let value = &line.text[label.value.clone()];
        let names = |text: &str| lists::names(lexicon, text);
        if self.mode == Some(LabelRole::Tags) {
            let is_list = match value.is_empty() {
                true => next.is_some_and(|next| names(&next.text)),
                false => names(value),
            };
            return is_list.then_some(LabelRole::Tags);
        }
        let words = &line.text[label.at.clone()];
        if Listed::are_tools_of(self.draft.entry.kind)
            && (self
                .maker
                .listed
                .are_labelled(lexicon, (words, value), self.has_tools)
                || self.are_rows_of_tools && line.depth > 0 && are_names(lexicon, value))
        {
            return Some(LabelRole::Tags);
        }
        let (kind, sure) = topic(lexicon, words);
        let is_skills = matches!(
            kind,
            Some(Kind::Section(SectionKind::Skills) | Kind::LANGUAGES)
        );
        (sure >= SURE && is_skills && names(value)).then_some(LabelRole::Tags)
    }

    /// Takes a line below the heading of a part; false where none is open.
    fn in_part(&mut self, line: &Line) -> bool {
        let Some((_, texts)) = &mut self.part else {
            return false;
        };
        let whole = 0..line.text.len();
        texts.extend(self.maker.rich(line, whole, Target::Detail));
        true
    }

    /// Ends a part: what stands below its heading is one labelled text.
    fn close_part(&mut self) {
        let Some((label, texts)) = self.part.take() else {
            return;
        };
        let mut texts = texts.into_iter();
        let Some(mut all) = texts.next() else {
            return;
        };
        for text in texts {
            all.push("; ", Emphasis::NONE, None);
            for run in text.runs {
                all.push(run.text, run.emphasis, run.link);
            }
        }
        self.draft.entry.details.push(Detail {
            label: DetailLabel::Written(label),
            text: all,
        });
    }

    fn detail(&mut self, line: &Line, label: Range<usize>, value: Range<usize>) {
        let written = self.maker.text(line, label.clone(), Target::Detail);
        self.maker
            .account
            .set_aside(line.place(label.end..value.start), Reason::Label);
        if let Some(text) = self.maker.rich(line, value, Target::Detail) {
            self.draft.entry.details.push(Detail {
                label: written.map_or(DetailLabel::Without, DetailLabel::Written),
                text,
            });
        }
    }

    /// Tags by class, code, row of short parts, or the label above.
    fn tags(&mut self, line: &Line) -> bool {
        let by_class = line.common_fields().has(Fields::TAG.or(Fields::TAGS));
        let whole = 0..line.text.len();
        let lists: Vec<Range<usize>> = if by_class || line.is_code() {
            match line.runs.len() {
                0 | 1 => vec![whole],
                _ => line.runs.iter().map(|run| run.at.clone()).collect(),
            }
        } else if is_row_of_tags(line) {
            parts(line)
        } else if self.mode == Some(LabelRole::Tags) && self.lists_tags(line)
            || self.lists_tools(line)
        {
            vec![whole]
        } else {
            return false;
        };
        for list in lists {
            let tags = self.maker.tags(line, list, Target::Tag);
            self.draft.entry.tags.extend(tags);
        }
        true
    }

    /// True for names below a label of tags; running text ends what the label announced.
    fn lists_tags(&mut self, line: &Line) -> bool {
        let lexicon = self.maker.lexicon;
        let is_list = || !line.is_prose() && lists::is_list(lexicon, &line.text);
        let lists = lists::names(lexicon, &line.text) || is_list();
        if !lists {
            self.mode = None;
        }
        lists
    }

    /// True for a label of the tools that other entries have, too.
    fn announces_tools(&self, line: &Line) -> bool {
        let label = line.notes.label.as_ref();
        label.is_some_and(|label| self.maker.listed.is_label(&line.text[label.at.clone()]))
    }

    /// True for several labelled items of which each has names and nothing else, and the labels of
    /// half announce tools.
    fn are_rows(&self, lines: &[Rc<Line>]) -> bool {
        /// Fewer are no habit.
        const FEWEST: usize = 3;
        let is_labelled = |line: &&Rc<Line>| {
            let label = line.notes.label.as_ref();
            line.depth > 0 && label.is_some_and(|label| !label.value.is_empty())
        };
        let rows: Vec<&Rc<Line>> = lines.iter().filter(is_labelled).collect();
        let names = |line: &&Rc<Line>| {
            let label = line.notes.label.as_ref();
            label
                .is_some_and(|label| are_names(self.maker.lexicon, &line.text[label.value.clone()]))
        };
        let tools = rows.iter().filter(|line| self.announces_tools(line));
        rows.len() >= FEWEST && tools.count() * 2 >= rows.len() && rows.iter().all(names)
    }

    /// True for names and nothing else that the page lists elsewhere, too.
    fn lists_tools(&self, line: &Line) -> bool {
        const FEWEST: usize = 3;
        /// Longer members tell what was done, in words on the average.
        const MOST_WORDS: usize = 2;
        let count = items(&line.text).len();
        Listed::are_tools_of(self.draft.entry.kind)
            && line.heading == 0
            && line.notes.label.is_none()
            && line.notes.dates.is_empty()
            && count >= FEWEST
            && line.text.split_whitespace().count() <= MOST_WORDS * count
            && lists::names(self.maker.lexicon, &line.text)
            && self
                .maker
                .listed
                .begin_known(self.maker.lexicon, &line.text)
    }

    fn place(&mut self, line: &Line) -> bool {
        let named = line.common_fields().has(Fields::LOCATION)
            && self.draft.entry.location.is_none()
            && super::super::annotate::place_score(self.maker.lexicon, &line.text) > -1.0;
        if named {
            let place = self.maker.text(line, 0..line.text.len(), Target::Place);
            self.draft.entry.location = place;
        }
        named
    }

    fn metrics(&mut self, line: &Line) -> bool {
        if line.fields().has(Fields::METRIC_LABEL) {
            return self.classed_metrics(line);
        }
        let Some(found) = figures::figures_of(line) else {
            return false;
        };
        for (value, label) in found {
            self.metric(line, value, (line, label));
        }
        true
    }

    /// Values and labels by their classes, in the order in which they stand.
    fn classed_metrics(&mut self, line: &Line) -> bool {
        let mut value: Option<Range<usize>> = None;
        for run in &line.runs {
            if run.fields.has(Fields::METRIC_LABEL) {
                if let Some(value) = value.take() {
                    self.metric(line, value, (line, run.at.clone()));
                }
            } else {
                value = Some(match value.take() {
                    Some(before) => before.start..run.at.end,
                    None => run.at.clone(),
                });
            }
        }
        true
    }

    /// A bold figure alone, with its label on the line below.
    fn stacked_metric(&mut self, line: &Line, next: Option<&Line>) -> bool {
        let is_value =
            line.is_bold() || line.opens.term || line.common_fields().has(Fields::METRIC_VALUE);
        let is_brief = |at: Range<usize>| {
            let rest = line.text[at.end..].trim();
            rest.chars().count() <= 3 || line.opens.term && !rest.contains(' ')
        };
        let whole = quantity(&line.text).is_some_and(is_brief);
        let Some(next) = next.filter(|next| is_value && whole && !next.is_prose()) else {
            return false;
        };
        self.metric(line, 0..line.text.len(), (next, 0..next.text.len()));
        true
    }

    /// What stands above some of several bullets keeps its place among them.
    fn sub_heading(&mut self, line: &Line, next: Option<&Line>) -> bool {
        let is_one = next.is_some_and(|next| is_sub_heading(line, next));
        if !is_one || self.draft.entry.highlights.is_empty() && !self.has_sub_headings {
            return false;
        }
        self.heading_of_bullets(line);
        true
    }

    /// A label that parts the text stands above its bullets, or begins its paragraph.
    fn keep_label(&mut self, line: &Line, next: Option<&Line>) {
        if next.is_some_and(is_item) {
            return self.heading_of_bullets(line);
        }
        self.pending = self
            .maker
            .rich(line, 0..line.text.len(), Target::Description);
    }

    fn heading_of_bullets(&mut self, line: &Line) {
        self.draft.after_bullet = false;
        self.bullet(line);
    }

    /// A whole line among the bullets.
    fn bullet(&mut self, line: &Line) {
        let text = self.maker.rich(line, 0..line.text.len(), Target::Highlight);
        let bullet = text.map(|text| Highlight {
            text,
            tags: Vec::new(),
        });
        self.draft.entry.highlights.extend(bullet);
    }

    fn metric(&mut self, line: &Line, value: Range<usize>, label: (&Line, Range<usize>)) {
        let value_text = line.text[value.clone()].trim().to_owned();
        let label_text = label.0.text[label.1.clone()].trim().to_owned();
        let account = &mut self.maker.account;
        account.claim(Target::Metric, value_text.as_str(), line.place(value));
        account.claim(Target::Metric, label_text.as_str(), label.0.place(label.1));
        self.draft.entry.metrics.push(Metric {
            span: self.maker.page.span_of(line.source, &value_text),
            value: value_text,
            label: label_text,
        });
    }

    /// A line that is a date and nothing else, where the head has none.
    fn bare_period(&mut self, line: &Line) -> bool {
        let Some(date) = line.dated().next().cloned() else {
            return false;
        };
        let beside = line.text[..date.at.start].contains(char::is_alphanumeric)
            || line.text[date.at.end..].contains(char::is_alphanumeric);
        if beside {
            return false;
        }
        if let Some(period) = &self.draft.entry.period {
            let is_same = (period.start, period.end) == date.key();
            if is_same {
                let whole = line.place(0..line.text.len());
                self.maker.account.set_aside(whole, Reason::Repeated);
            }
            return is_same;
        }
        self.draft.entry.period = self.maker.period(line, &date);
        true
    }

    /// A bullet or a paragraph.
    fn text(&mut self, line: &Line) {
        let mut at = 0..line.text.len();
        if let Some(label) = &line.notes.label
            && !label.value.is_empty()
            && line.depth == 0
            && (label.role == Some(LabelRole::Part)
                || label.role.is_none()
                    && self.repeated.contains(&fold(&line.text[label.at.clone()])))
        {
            return self.detail(line, label.at.clone(), label.value.clone());
        }
        let first = line.text.chars().next();
        let is_sign = |sign: &char| bullets().contains(sign) || self.pictures.contains(sign);
        let typed = first.filter(is_sign).is_some_and(|sign| {
            let rest = line.text[sign.len_utf8()..].trim_start_matches('\u{fe0f}');
            rest.starts_with(' ')
        });
        if typed {
            at.start = line.text.find(' ').map_or(0, |blank| blank + 1);
            let sign = line.place(0..at.start);
            self.maker.account.set_aside(sign, Reason::Joint);
        }
        let is_bullet = line.depth > self.base
            || line.depth > 0 && line.opens.item > 0
            || typed
            || self.mode == Some(LabelRole::Highlights);
        let target = if is_bullet {
            Target::Highlight
        } else {
            Target::Description
        };
        let Some(mut text) = self.maker.rich(line, at, target) else {
            return;
        };
        if let Some(mut label) = self.pending.take() {
            let sign = match label.text().ends_with([':', '：']) {
                true => " ",
                false => ": ",
            };
            label.push(sign, Emphasis::NONE, None);
            for run in text.runs {
                label.push(run.text, run.emphasis, run.link);
            }
            text = label;
        }
        let goes_on = line.depth > 0 && line.opens.item == 0 && !typed;
        match self.draft.entry.highlights.last_mut() {
            Some(last) if is_bullet && goes_on && self.draft.after_bullet => {
                append(&mut last.text, text);
            }
            _ if is_bullet => {
                self.draft.after_bullet = true;
                self.draft.entry.highlights.push(Highlight {
                    text,
                    tags: Vec::new(),
                });
            }
            _ => {
                self.draft.after_bullet = false;
                self.draft.description.push(text);
            }
        }
    }
}

/// Pictures that stand before several lines of no list are its bullets.
fn pictures(rest: &[Rc<Line>]) -> HashSet<char> {
    let mut seen = HashSet::new();
    let first = |line: &Rc<Line>| line.text.chars().next().filter(|_| line.depth == 0);
    let signs = rest.iter().filter_map(first);
    signs
        .filter(|sign| is_pictograph(*sign) && !seen.insert(*sign))
        .collect()
}

/// True for a label that says what the text below it is; tags are told by themselves.
fn parts_text(role: LabelRole) -> bool {
    matches!(
        role,
        LabelRole::Highlights | LabelRole::Part | LabelRole::Details
    )
}

/// The labels of an entry that are kept, by their numbers: those above bullets, and those above
/// paragraphs, where several different ones tell them apart.
fn kept_labels(rest: &[Rc<Line>], cut: &Segmentations) -> HashSet<usize> {
    let role = |line: &Line| {
        let label = line.notes.label.as_ref();
        let alone = label.filter(|label| label.value.is_empty());
        let known = cut.labels.get(&line.index).copied();
        let role = known.or_else(|| alone.and_then(|label| label.role));
        role.filter(|role| parts_text(*role))
    };
    let mut out = HashSet::new();
    for is_above_bullets in [true, false] {
        let pairs = rest.windows(2).filter(|pair| {
            role(&pair[0]).is_some()
                && role(&pair[1]).is_none()
                && is_item(&pair[1]) == is_above_bullets
        });
        let labels: Vec<&Rc<Line>> = pairs.map(|pair| &pair[0]).collect();
        let different = |labels: &[&Rc<Line>]| -> usize {
            let texts: HashSet<String> = labels.iter().map(|line| fold(&line.text)).collect();
            texts.len()
        };
        if different(&labels) < 2 {
            continue;
        }
        // What bullets are anyway need not be said once: "Responsibilities".
        let is_plain = |line: &&&Rc<Line>| role(line) == Some(LabelRole::Highlights);
        let plain: Vec<&Rc<Line>> = labels.iter().filter(is_plain).copied().collect();
        let tells = different(&plain) > 1;
        let kept = labels.iter().filter(|line| tells || !is_plain(line));
        out.extend(kept.map(|line| line.index));
    }
    out
}

/// True for the first line of a list's item.
fn is_item(line: &Line) -> bool {
    line.opens.item > 0
}

/// How many lines stand above bullets of their own.
fn sub_headings(rest: &[Rc<Line>]) -> usize {
    rest.windows(2)
        .filter(|pair| is_sub_heading(&pair[0], &pair[1]))
        .count()
}

/// True for a line that stands out above a bullet.
fn is_sub_heading(line: &Line, next: &Line) -> bool {
    let stands_out = line.heading > 0 || line.is_bold();
    stands_out && next.depth > line.depth && next.opens.item > 0
}

/// True for the heading of a part that is a topic of its own: "Key projects", "Awards".
fn names_part(maker: &Maker<'_>, line: &Line) -> bool {
    let (kind, sure) = topic(maker.lexicon, &line.text);
    sure >= SURE && kind.is_some_and(|kind| kind.has_entries() && !kind.is_dated())
}

/// Joins a further line to a bullet.
fn append(first: &mut RichText, more: RichText) {
    first.push(" ", crate::resume::Emphasis::NONE, None);
    for run in more.runs {
        first.push(run.text, run.emphasis, run.link);
    }
}

/// Three short parts or more without text between them and without a date are tags.
fn is_row_of_tags(line: &Line) -> bool {
    const FEWEST: usize = 3;
    const MOST_WORDS: usize = 4;
    let seen: Vec<_> = line.seen().collect();
    seen.len() >= FEWEST
        && seen[1..].iter().all(|run| run.gap == Gap::Part)
        && line.notes.dates.is_empty()
        && seen.iter().all(|run| {
            let words = &line.text[run.at.clone()];
            words.split_whitespace().count() <= MOST_WORDS && !items(words).is_empty()
        })
}
