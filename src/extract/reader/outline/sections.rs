//! Cutting the page at its titles.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::Section;
use super::boxed::boxed_entries;
use super::content::{are_addresses, has_tongues};
use super::marks::{Candidate, Tallied, Tally, TitleMark};
use super::topic::topic;
use super::words::Words;
use crate::extract::fold::fold;
use crate::extract::reader::score::OutlineWeights;
use crate::extract::reader::segment::{Rank, Segment, rank};
use crate::extract::reader::{Kind, Lexicon, Line};

/// A page cut at its titles.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// The lines before the first title.
    pub(super) head: Vec<Rc<Line>>,
    pub(super) sections: Vec<Section>,
    /// Numbers of the lines that are titles' subtitles.
    pub(super) subtitles: Vec<usize>,
    /// The marks that were scored, best first.
    pub(super) marks: Vec<(String, f32)>,
}

/// A title under a mark of its own is one only if it is so sure.
const SURE: f32 = 0.9;

/// A date so many lines below an unknown title makes it the title of an entry.
const NEAR: usize = 3;

/// Cuts the lines of a page; the name's are not among them. `is_headed` where a heading before
/// them names the person: else the first heading may be the page's title. `name` is the number of
/// the name's line.
pub(super) fn cut(
    words: &dyn Words,
    weights: &OutlineWeights,
    lines: &[Rc<Line>],
    is_headed: bool,
    name: Option<usize>,
) -> Cut {
    let candidates: Vec<Candidate> = lines.iter().map(|l| Candidate::new(words, l)).collect();
    let first_heading = lines.iter().position(|line| line.heading > 0);
    let first_heading = first_heading.filter(|_| !is_headed);
    let tally = Tally::new(weights, lines, &candidates, first_heading);
    let mut levels = [0; 7];
    for line in lines {
        levels[usize::from(line.heading.min(6))] += 1;
    }
    let page = Page {
        words,
        lines,
        candidates: &candidates,
        chosen: tally.chosen(),
        apart: tally.chosen().map_or_else(Vec::new, |chosen| {
            tally.apart(chosen, lines, weights.second)
        }),
        count: counted(&candidates),
        levels,
        loud_classes: tally.loud_classes(weights.second),
    };
    let mut titles = page.titles();
    // What stands above the name is the page's.
    titles.retain(|at, kind| kind.is_some() || name.is_none_or(|name| lines[*at].index > name));
    let mut cut = page.cut(&titles);
    cut.marks = tally.told();
    cut
}

/// How often each text stands on the page.
fn counted(candidates: &[Candidate]) -> HashMap<&str, usize> {
    let mut count = HashMap::new();
    for candidate in candidates {
        *count.entry(candidate.folded.as_str()).or_default() += 1;
    }
    count
}

struct Page<'a> {
    words: &'a dyn Words,
    lines: &'a [Rc<Line>],
    candidates: &'a [Candidate],
    /// The mark of most titles.
    chosen: Option<&'a Tallied>,
    /// Those of titles in parts of the page that have none of the chosen one.
    apart: Vec<&'a Tallied>,
    count: HashMap<&'a str, usize>,
    /// How many lines each heading level has; the first for none.
    levels: [usize; 7],
    /// Classes that also title sections well.
    loud_classes: Vec<TitleMark>,
}

/// The places of titles, with the kinds that they name.
type Titles = BTreeMap<usize, Option<Kind>>;

impl Page<'_> {
    /// The lines that title sections.
    fn titles(&self) -> Titles {
        let mut titles = Titles::new();
        let Some(chosen) = self.chosen else {
            return titles;
        };
        for tallied in &self.apart {
            titles.extend(tallied.at.iter().map(|at| (*at, self.candidates[*at].kind)));
        }
        let mut further = Vec::new();
        for (at, candidate) in self.candidates.iter().enumerate() {
            if self.is_title(chosen, at) {
                titles.insert(at, candidate.kind);
            } else if let (false, Some(kind)) =
                (titles.contains_key(&at), self.further_kind(chosen, at))
            {
                further.push((at, kind));
            }
        }
        self.add_further(chosen, &mut titles, &further);
        self.leave_to_head(&mut titles);
        self.leave_page_title(chosen, &mut titles);
        titles
    }

    /// A lone heading above the sections' level, with hardly anything below it, titles the page.
    fn leave_page_title(&self, chosen: &Tallied, titles: &mut Titles) {
        /// More lines are a section.
        const MOST_LINES: usize = 2;
        let Some((&first, _)) = titles.iter().next() else {
            return;
        };
        let line = &self.lines[first];
        let level = chosen.mark.level().unwrap_or(0);
        let is_lone = self.levels[usize::from(line.heading.min(6))] == 1;
        let next = titles.range(first + 1..).next();
        let inside = first + 1..next.map_or(self.lines.len(), |(at, _)| *at);
        let is_bare = inside.len() <= MOST_LINES
            && self.lines[inside].iter().all(|line| {
                line.depth == 0 && line.heading == 0 && !line.is_dated() && !line.opens.row
            });
        if line.heading > 0 && line.heading < level && is_lone && is_bare && next.is_some() {
            titles.remove(&first);
        }
    }

    /// True for the chosen mark and headings above its level.
    fn is_title(&self, chosen: &Tallied, at: usize) -> bool {
        let (line, candidate) = (&self.lines[at], &self.candidates[at]);
        // What stands again and again under entries is a label.
        if candidate.kind.is_none() && self.is_again(chosen, at) {
            return false;
        }
        if candidate.marks.contains(&chosen.mark) {
            return match chosen.mark {
                // Among lines without any mark only the surest.
                TitleMark::Plain => candidate.sure >= 1.0,
                // A dated line that no list knows is an entry's.
                TitleMark::Bold | TitleMark::Capitals => {
                    candidate.kind.is_some() || !chosen.is_known || !line.is_dated()
                }
                TitleMark::Heading(_) | TitleMark::Caption(_) | TitleMark::Class(..) => true,
            };
        }
        let level = chosen.mark.level().unwrap_or(0);
        line.heading > 0 && line.heading < level
    }

    /// True for words that another line of the chosen mark says, too.
    fn is_again(&self, chosen: &Tallied, at: usize) -> bool {
        let folded = self.candidates[at].folded.as_str();
        self.count[folded] > 1
            && chosen
                .at
                .iter()
                .any(|other| *other != at && self.candidates[*other].folded == folded)
    }

    /// The kind of a line that stands out by another mark and surely names a topic.
    fn further_kind(&self, chosen: &Tallied, at: usize) -> Option<Kind> {
        let (line, candidate) = (&self.lines[at], &self.candidates[at]);
        let stands_out = match chosen.mark.level() {
            Some(_) => {
                let is_loud = |mark: &TitleMark| self.loud_classes.contains(mark);
                line.heading > 0 || candidate.is_loud() || candidate.marks.iter().any(is_loud)
            }
            None => !candidate.marks.is_empty(),
        };
        let is_once = self.count[candidate.folded.as_str()] == 1;
        let is_sure = candidate.sure >= SURE && line.depth == 0;
        candidate.kind.filter(|_| stands_out && is_sure && is_once)
    }

    /// Adds titles under other marks: only kinds that no chosen title has, and not what stands
    /// below an entry of the open section.
    fn add_further(&self, chosen: &Tallied, titles: &mut Titles, further: &[(usize, Kind)]) {
        let mut kinds: Vec<Kind> = titles.values().copied().flatten().collect();
        for &(at, kind) in further {
            let open = titles.range(..at).next_back();
            let (from, open) = open.map_or((at, None), |(from, kind)| (*from, *kind));
            let is_leveled = self.lines[at].heading > 0 && chosen.mark.level().is_some();
            let is_own = self.opens_entries(at) && open != Some(Kind::SKILLS);
            let is_part = !is_own
                && open.is_some_and(|open| {
                    let is_below = kind.has_entries() && self.is_below_entry(open, from, at);
                    let is_inside = open.holds(kind) || is_below;
                    is_inside && (is_leveled || open == Kind::SKILLS)
                });
            if !kinds.contains(&kind) && !is_part {
                titles.insert(at, Some(kind));
                kinds.push(kind);
            }
        }
    }

    /// True for a heading with several headings of one level below it: what it names are entries of
    /// its own, wherever it stands.
    fn opens_entries(&self, at: usize) -> bool {
        /// Fewer are no list.
        const FEWEST: usize = 3;
        let level = self.lines[at].heading;
        let below = self.lines[at + 1..].iter();
        let mut inside = below
            .take_while(|line| line.heading == 0 || line.heading > level)
            .filter(|line| line.heading > 0);
        let Some(first) = inside.next() else {
            return false;
        };
        let alike = inside.filter(|line| line.heading == first.heading).count() + 1;
        level > 0 && alike >= FEWEST
    }

    /// True for a heading below that of an entry of the open section: "Awards" below a degree.
    fn is_below_entry(&self, open: Kind, from: usize, at: usize) -> bool {
        let level = self.lines[at].heading;
        let mut between = self.lines[(from + 1).min(at)..at].iter();
        open.is_dated() && between.any(|line| (1..level).contains(&line.heading))
    }

    /// Unknown titles before the first known one belong to the head, unless they hold entries.
    fn leave_to_head(&self, titles: &mut Titles) {
        let first_known = titles.iter().find(|(_, kind)| kind.is_some());
        let Some((&first_known, _)) = first_known else {
            return;
        };
        let unknown: Vec<usize> = titles.range(..first_known).map(|(at, _)| *at).collect();
        for (place, at) in unknown.iter().enumerate() {
            let next = unknown.get(place + 1).copied().unwrap_or(first_known);
            let inside = &self.lines[at + 1..next];
            // A day beside addresses is the one on which the person was born.
            let reaches = are_addresses(inside);
            let holds = |line: &Rc<Line>| line.heading > 0 || line.is_dated() && !reaches;
            let tells = inside.iter().any(|line| line.is_prose())
                && !are_addresses(inside)
                && self.candidates[*at]
                    .marks
                    .iter()
                    .any(|mark| self.chosen.is_some_and(|c| c.mark == *mark))
                && !self.speaks_of_role(*at);
            if !inside.iter().any(holds) && !lists(inside) && !tells {
                titles.remove(at);
            }
        }
    }

    /// True for a heading that says what the person does.
    fn speaks_of_role(&self, at: usize) -> bool {
        let words = &self.lines[at].notes.words;
        words.iter().any(|(_, word)| self.words.is_role(word))
    }

    fn cut(&self, titles: &Titles) -> Cut {
        let mut cut = Cut::default();
        let boxed = boxed_entries(self.lines, titles.iter());
        // The open section's first line is a title that became an entry's.
        let mut begins_demoted = false;
        for (at, line) in self.lines.iter().enumerate() {
            let title = titles.get(&at).copied();
            if title.is_none() && titles.contains_key(&(at + 1)) && self.is_eyebrow(at) {
                cut.subtitles.push(line.index);
                continue;
            }
            let Some(open) = cut.sections.last_mut() else {
                match title {
                    Some(kind) => cut.sections.push(Section::new(line, kind)),
                    None => cut.head.push(Rc::clone(line)),
                }
                continue;
            };
            match title {
                Some(None)
                    if boxed.contains(&at) && open.kind.is_some_and(Kind::has_entries)
                        || self.is_entry(titles, open, at, begins_demoted) =>
                {
                    begins_demoted |= open.lines.is_empty();
                    open.lines.push(Rc::clone(line));
                }
                Some(kind) if open.takes_below(line) && (open.kind.is_some() || kind.is_some()) => {
                    cut.subtitles.push(open.join(line, kind));
                }
                Some(kind) => {
                    begins_demoted = false;
                    cut.sections.push(Section::new(line, kind));
                }
                None if self.is_subtitle(open, at) || self.is_tagline(titles, open, at) => {
                    cut.subtitles.push(line.index);
                }
                None => open.lines.push(Rc::clone(line)),
            }
        }
        cut
    }

    /// True for the line below a title in an element that holds nothing else, where the section goes
    /// on behind it.
    fn is_tagline(&self, titles: &Titles, open: &Section, at: usize) -> bool {
        /// A longer line tells something, in words.
        const MOST_WORDS: usize = 16;
        /// So many items are a list.
        const LIST: usize = 3;
        let (line, title) = (&self.lines[at], &open.title);
        let goes_on = at + 1 < self.lines.len() && !titles.contains_key(&(at + 1));
        let Some((_, around)) = title.chain.split_last() else {
            return false;
        };
        let Some(home) = around.last() else {
            return false;
        };
        open.lines.is_empty()
            && title.heading > 0
            && goes_on
            && line.heading == 0
            && line.depth == 0
            && !line.is_dated()
            && line.notes.label.is_none()
            && line.text.split_whitespace().count() <= MOST_WORDS
            // A list is what the section holds.
            && self.words.item_count(&line.text) < LIST
            && line
                .chain
                .split_last()
                .is_some_and(|(_, own)| own == around)
            && !self.lines[at + 1].chain.contains(home)
    }

    /// True for a short line that opens the element which the title below it stands in.
    fn is_eyebrow(&self, at: usize) -> bool {
        /// A longer line tells something, in words.
        const MOST_WORDS: usize = 6;
        let (line, title) = (&self.lines[at], &self.lines[at + 1]);
        let Some((_, around)) = title.chain.split_last() else {
            return false;
        };
        let Some(&home) = around.last() else {
            return false;
        };
        let before = at.checked_sub(1).map(|before| &self.lines[before]);
        title.heading > 0
            && line.heading == 0
            && line.depth == 0
            && !line.is_dated()
            && line.runs.iter().all(|run| run.href.is_none())
            && line.text.split_whitespace().count() <= MOST_WORDS
            && line
                .chain
                .split_last()
                .is_some_and(|(_, own)| own == around)
            && before.is_some_and(|before| !before.chain.contains(&home))
    }

    /// True for an unknown title that is dated, or that with a date near it follows an empty known
    /// section: an employer on the sections' level.
    fn is_entry(&self, titles: &Titles, open: &Section, at: usize, begins_demoted: bool) -> bool {
        // Where the author dates the known sections, too, a date says nothing.
        let is_dated =
            |(at, kind): (&usize, &Option<Kind>)| kind.is_some() && self.lines[*at].is_dated();
        if !open.kind.is_some_and(Kind::has_entries) || titles.iter().any(is_dated) {
            return false;
        }
        let next = titles
            .range(at + 1..)
            .next()
            .map_or(self.lines.len(), |(at, _)| *at);
        let near = at + 1..next.min(at + 1 + NEAR);
        self.lines[at].is_dated()
            || (open.lines.is_empty() || begins_demoted)
                && self.lines[near].iter().any(|line| line.is_dated())
    }

    /// True for the heading right below a title that is none: it says the same once more.
    fn is_subtitle(&self, open: &Section, at: usize) -> bool {
        let (line, Some(chosen)) = (&self.lines[at], self.chosen) else {
            return false;
        };
        open.kind.is_some()
            && open.takes_below(line)
            && !line.is_dated()
            && (self.candidates[at].kind.is_some()
                || self.levels[usize::from(line.heading.min(6))] <= chosen.at.len())
    }
}

/// True for several items of a list that are no ways to reach the person.
fn lists(lines: &[Rc<Line>]) -> bool {
    let is_item = |line: &&Rc<Line>| {
        line.depth > 0
            && line.notes.label.is_none()
            && line.runs.iter().all(|run| run.href.is_none())
    };
    lines.iter().filter(is_item).count() > 1 && !are_addresses(lines)
}

impl Section {
    fn new(title: &Rc<Line>, kind: Option<Kind>) -> Section {
        Section {
            title: Rc::clone(title),
            kind,
            is_titled: kind.is_some(),
            lines: Vec::new(),
        }
    }

    /// True if the line is a heading right below a title that is none and has no lines yet: an
    /// eyebrow with what it belongs to.
    fn takes_below(&self, line: &Line) -> bool {
        let is_structure = matches!(self.title.tag, "dt" | "caption" | "summary");
        self.lines.is_empty()
            && self.title.heading == 0
            && !is_structure
            && line.heading > 0
            && self.title.index + 1 == line.index
    }

    /// Makes one title of an eyebrow and the heading below it: the one that names the kind, the
    /// eyebrow where it does. Gives the number of the other.
    pub(super) fn join(&mut self, below: &Rc<Line>, kind: Option<Kind>) -> usize {
        if self.kind.is_some() {
            return below.index;
        }
        self.kind = kind;
        self.is_titled = kind.is_some();
        std::mem::replace(&mut self.title, Rc::clone(below)).index
    }
}

/// Sections inside a section ("Background" with "Experience" and "Education" below it): those
/// that its highest headings title. Empty where these are entries.
pub(super) fn subsections(words: &dyn Words, section: &Section) -> Vec<Section> {
    let levels = section.lines.iter().map(|line| line.heading);
    let Some(top) = levels.filter(|level| *level > 0).min() else {
        return Vec::new();
    };
    let places: Vec<usize> = (0..section.lines.len())
        .filter(|at| section.lines[*at].heading == top)
        .collect();
    if places.len() < 2 || places[0] != 0 {
        return Vec::new();
    }
    let mut texts: Vec<String> = Vec::new();
    let mut kinds = Vec::new();
    for &at in &places {
        let line = &section.lines[at];
        if line.is_dated() {
            return Vec::new();
        }
        let (kind, sure) = topic(words, &line.text);
        let is_known = sure >= SUBSECTION && words.label(&line.text).is_none();
        kinds.push(kind.filter(|kind| is_known && kind.has_entries()));
        texts.push(fold(&line.text));
    }
    texts.sort_unstable();
    texts.dedup();
    let known = kinds.iter().flatten().count();
    if known == 0 || known * 2 < places.len() || texts.len() < places.len() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (number, &at) in places.iter().enumerate() {
        let end = places
            .get(number + 1)
            .copied()
            .unwrap_or(section.lines.len());
        let own = kinds[number];
        out.push(Section {
            title: Rc::clone(&section.lines[at]),
            kind: own.or(section.kind),
            is_titled: own.is_some(),
            lines: section.lines[Range { start: at + 1, end }].to_vec(),
        });
    }
    out
}

/// The lines of a section of skills, and what stands among them under headings of their own and is
/// none: spoken languages, certificates.
pub(super) fn parted_skills(words: &dyn Words, section: &Section) -> (Vec<Rc<Line>>, Vec<Section>) {
    let levels = section.lines.iter().map(|line| line.heading);
    let Some(top) = levels.filter(|level| *level > 0).min() else {
        return (section.lines.clone(), Vec::new());
    };
    let (mut own, mut apart) = (Vec::new(), Vec::new());
    let groups = section
        .lines
        .chunk_by(|_, line| line.heading == 0 || line.heading > top);
    for group in groups {
        let kind = kind_apart(words, top, group);
        match (kind, group.split_first()) {
            (Some(kind), Some((title, lines))) => apart.push(Section {
                title: Rc::clone(title),
                kind: Some(kind),
                is_titled: true,
                lines: lines.to_vec(),
            }),
            (Some(_) | None, _) => own.extend_from_slice(group),
        }
    }
    (own, apart)
}

/// The kind of a titled group among skills that holds none.
fn kind_apart(words: &dyn Words, top: u8, group: &[Rc<Line>]) -> Option<Kind> {
    let (title, lines) = group.split_first()?;
    if title.heading != top || lines.is_empty() {
        return None;
    }
    let (kind, sure) = topic(words, &title.text);
    match kind.filter(|_| sure >= SURE)? {
        Kind::LANGUAGES => has_tongues(words, lines).then_some(Kind::LANGUAGES),
        Kind::CERTIFICATIONS => Some(Kind::CERTIFICATIONS),
        Kind::Section(_) | Kind::Summary | Kind::Contact | Kind::Personal | Kind::Ignored => None,
    }
}

/// A heading inside a section is a section's title if it is so sure.
const SUBSECTION: f32 = 0.6;

/// The kind of an entry that is none: its opener is a title by itself ("Summary" inside
/// Experience). Ask only where the section has other entries.
pub(crate) fn topic_of_opener(lexicon: &Lexicon, kind: Kind, segment: &Segment) -> Option<Kind> {
    let opener = segment.lines.first()?;
    titled_apart(lexicon, kind, segment).filter(|_| rank(lexicon, opener) >= Rank::Bold)
}

/// The same but for the strength of the opener's mark.
pub(super) fn titled_apart(words: &dyn Words, kind: Kind, segment: &Segment) -> Option<Kind> {
    let (own, sure) = topic(words, &segment.lines.first()?.text);
    let own = own.filter(|own| sure >= 1.0 && *own != kind)?;
    if segment.lines.iter().take(2).any(|line| line.is_dated()) {
        return None;
    }
    let holds = segment.lines.len() > 1;
    match own {
        Kind::Summary | Kind::SKILLS | Kind::LANGUAGES => Some(own),
        Kind::Section(_) if own.has_entries() && holds => Some(own),
        Kind::Section(_) | Kind::Contact | Kind::Personal | Kind::Ignored => None,
    }
}
