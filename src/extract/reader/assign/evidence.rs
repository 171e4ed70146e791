//! What a piece, or several that stand together, is worth for each field.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::bounds::{Bound, Cuts, Separator, is_balanced};
use super::cut::{Piece, Pieces, cut, decided_as};
use super::words::{Evidence, is_acronym, is_short_for, is_state, weigh, words_in};
use super::{Context, Field};
use crate::extract::fold::fold;
use crate::extract::reader::{Fields, Kind, Lexicon, Line, annotate, weights};

/// The fields that the alignment gives, in the order of their worth in arrays.
pub(super) const SLOTS: usize = 4;
pub(super) const TITLE: usize = 0;
pub(super) const ORGANIZATION: usize = 1;
pub(super) const PLACE: usize = 2;
pub(super) const TEXT: usize = 3;

/// The field of a slot.
pub(super) const FIELDS: [Field; SLOTS] =
    [Field::Title, Field::Organization, Field::Place, Field::Text];

/// Pieces that a name or place may be made of.
pub(super) const LONGEST_NAME: usize = 3;

/// The worth as an organisation from which words name one.
const NAME_FROM: f32 = 1.0;

/// Pieces that a text may be made of.
pub(super) const LONGEST: usize = 5;

/// A line of one or more heads.
pub(super) struct HeadLine<'a> {
    pub(super) line: &'a Line,
    /// Its number in its head.
    pub(super) number: usize,
    /// It belongs to the level above.
    pub(super) is_outer: bool,
    pub(super) bounds: Vec<Bound>,
    /// What the user says that stretches of it are.
    pub(super) decided: Vec<(Range<usize>, Field)>,
    /// The soft separators that it has.
    pub(super) soft: Cuts,
    /// Its pieces by the cuts that were tried.
    pub(super) tried: FxHashMap<Cuts, Tried>,
}

/// A line's pieces under one choice of cuts, weighed.
pub(super) struct Tried {
    pub(super) pieces: Vec<Piece>,
    /// What no field takes.
    pub(super) aside: Vec<(Field, Range<usize>)>,
    /// For each piece what begins with it: the piece alone, with the one behind it, and so on.
    pub(super) spans: Vec<Vec<Span>>,
}

/// One or more pieces that stand together.
#[derive(Clone, Copy)]
pub(super) struct Span {
    /// The worth for each slot, join included, repetition not; negative infinity where a slot
    /// cannot take it.
    pub(super) worth: [f32; SLOTS],
    /// What joining its pieces adds for each slot.
    pub(super) join: [f32; SLOTS],
    /// Its folded text, as a number.
    pub(super) text: usize,
    /// The slot that is decided for its first piece.
    pub(super) decided: Option<usize>,
}

/// What some bytes of a line are, however the line is cut.
#[derive(Clone, Copy)]
struct Fact {
    words: Evidence,
    /// The folded text, as a number.
    text: usize,
    /// The page names it as a place elsewhere.
    is_seen_place: bool,
}

/// Weighs pieces; remembers the words of all that it has seen.
pub(super) struct Scale<'a> {
    lexicon: &'a Lexicon,
    kind: Kind,
    context: &'a Context,
    facts: FxHashMap<(usize, usize, usize), Fact>,
    texts: FxHashMap<String, usize>,
}

impl<'a> Scale<'a> {
    /// For a section.
    pub(super) fn new(lexicon: &'a Lexicon, kind: Kind, context: &'a Context) -> Scale<'a> {
        Scale {
            lexicon,
            kind,
            context,
            facts: FxHashMap::default(),
            texts: FxHashMap::default(),
        }
    }

    /// How many different texts were numbered.
    pub(super) fn texts(&self) -> usize {
        self.texts.len()
    }

    /// Cuts a line and weighs what comes of it; `id` is the line's own number.
    pub(super) fn try_cuts(&mut self, id: usize, line: &HeadLine, cuts: Cuts) -> Tried {
        let lexicon = self.lexicon;
        let Pieces { pieces, aside } = cut(
            lexicon,
            line.line,
            (&line.bounds, &line.decided),
            cuts,
            |at| self.fact(id, line.line, at).words.likeness,
        );
        let mut spans = Vec::with_capacity(pieces.len());
        for first in 0..pieces.len() {
            let mut of_piece = Vec::new();
            for end in first + 1..=pieces.len().min(first + LONGEST) {
                of_piece.push(self.span(id, line, &pieces, first..end));
            }
            spans.push(of_piece);
        }
        Tried {
            pieces,
            aside,
            spans,
        }
    }

    fn fact(&mut self, id: usize, line: &Line, at: &Range<usize>) -> Fact {
        let key = (id, at.start, at.end);
        if let Some(fact) = self.facts.get(&key) {
            return *fact;
        }
        let folded = words_in(line, at).collect::<Vec<_>>().join(" ");
        let is_seen_place = self.context.places.contains(&folded);
        let next = self.texts.len();
        let fact = Fact {
            words: weigh(self.lexicon, self.kind, line, at),
            text: *self.texts.entry(folded).or_insert(next),
            is_seen_place,
        };
        self.facts.insert(key, fact);
        fact
    }

    /// Weighs the pieces of a range as one.
    fn span(&mut self, id: usize, line: &HeadLine, all: &[Piece], range: Range<usize>) -> Span {
        let pieces = &all[range.clone()];
        let (first, last) = (&pieces[0], &pieces[pieces.len() - 1]);
        let at = first.at.start..last.at.end;
        let Fact {
            words,
            text,
            is_seen_place,
        } = self.fact(id, line.line, &at);
        let place = Place {
            is_opening: line.number == 0 && range.start == 0,
            is_whole_line: range.start == 0 && range.end == all.len(),
            is_last: range.end == all.len(),
        };
        let fields = pieces
            .iter()
            .fold(Fields::NONE, |all, piece| all.or(piece.fields));
        let mut worth = [words.title, words.organization, words.place, words.text];
        for (slot, worth) in worth.iter_mut().enumerate() {
            *worth += class(fields, slot, words.likeness);
        }
        worth[TITLE] += self.for_title(line, first);
        worth[ORGANIZATION] += self.for_organization(id, line, first);
        // Certificates and awards have somebody who gives them.
        let is_given = [Kind::CERTIFICATIONS, Kind::AWARDS].contains(&self.kind);
        if is_given && place.is_whole_line && line.number > 0 {
            worth[ORGANIZATION] += weights().assign.piece.issuer_line;
        }
        if is_given && place.is_last && first.separator == Separator::Dash && !place.is_opening {
            worth[ORGANIZATION] += weights().assign.piece.issuer_behind;
        }
        // What a bracket encloses is a remark, or a place.
        if line.line.text[..first.at.start]
            .trim_end()
            .ends_with(['(', '（'])
            && first.separator == Separator::Bracket
            && line
                .line
                .notes
                .dates
                .iter()
                .all(|date| !is_in_bracket(&line.line.text, first.at.start, date.at.start))
        {
            let remark = weights().assign.piece.bracketed;
            worth[TITLE] += remark;
            // Behind a project's or certificate's name stands for whom or from whom it is sooner
            // than where, and a list is what it is made of.
            let is_dated = self.kind.is_dated();
            let is_list = annotate::items(&line.line.text[at.clone()]).len() > 1;
            if is_dated || is_list {
                worth[ORGANIZATION] += remark;
            }
            if !is_dated && words.likeness < weights().assign.known_from {
                worth[PLACE] += remark;
            }
        }
        // "**Acme** Leeds": another fact begins where bold letters end.
        let before = range.start.checked_sub(1).map(|before| &all[before]);
        if first.separator == Separator::Style
            && !first.is_bold
            && before.is_some_and(|before| before.is_bold)
        {
            for slot in [TITLE, ORGANIZATION, PLACE] {
                worth[slot] += weights().assign.piece.behind_bold;
            }
        }
        if self.kind.is_dated() && self.is_acronym_alone(id, line, all, &range) {
            worth[ORGANIZATION] += weights().assign.words.acronym;
        }
        worth[PLACE] += for_place(first, &place, is_seen_place);
        // "in the wards of the clinic, Bremen": the town alone is where.
        if first.separator == Separator::WeakAt
            && self.fact(id, line.line, &first.at).words.likeness < weights().place.pair
        {
            worth[PLACE] += weights().assign.piece.unknown_place_after_at;
        }
        if line.line.text[last.at.end..].starts_with([':', '：']) {
            worth[PLACE] += weights().assign.piece.announcing_place;
        }
        worth[TEXT] += self.for_text(first, &place, &words);
        let mut join = [weights().assign.merge * (pieces.len() - 1) as f32; SLOTS];
        join[TEXT] = 0.0;
        if words.likeness >= weights().assign.known_from && pieces[1..].iter().all(joins_place) {
            join[PLACE] = 0.0;
        }
        // "Department of Looms. University of Leeds" is where one was.
        if pieces.len() > 1
            && pieces[1..]
                .iter()
                .all(|piece| piece.separator == Separator::Stop)
        {
            // The best of them says what it is, however long they are together.
            let mut of = |piece: &Piece| self.fact(id, line.line, &piece.at).words.organization;
            let best = pieces
                .iter()
                .map(&mut of)
                .fold(words.organization, f32::max);
            worth[ORGANIZATION] += best - words.organization;
            join[ORGANIZATION] = weights().assign.join_stop * (pieces.len() - 1) as f32;
            join[TITLE] *= 2.0;
        }
        // "Agility: how one gets there" is what a certificate, an award or a talk is called.
        let has_subtitle = is_given || self.kind == Kind::PUBLICATIONS;
        if has_subtitle
            && pieces[1..]
                .iter()
                .all(|piece| piece.separator == Separator::Colon)
        {
            join[TITLE] = 0.0;
        }
        if let [one, other] = pieces
            && self.is_one_name(line.line, one, other)
        {
            join[ORGANIZATION] = weights().assign.words.acronym;
        }
        // "Bachelor of Arts - BA, Romance Languages" is one degree.
        if self.kind == Kind::EDUCATION
            && pieces.len() > 1
            && self.fact(id, line.line, &first.at).words.title > 0.0
            && words.organization <= 0.0
            && pieces[1..]
                .iter()
                .all(|piece| piece.separator == Separator::Comma)
        {
            join[TITLE] = weights().assign.join_degree;
        }
        let is_name = pieces.len() <= LONGEST_NAME
            && (pieces.len() == 1 || is_balanced(&line.line.text[at.clone()]))
            && pieces[1..]
                .iter()
                .all(|piece| piece.separator.is_soft() && piece.reads_on)
            && !(pieces.len() == 1 && is_state(self.lexicon, &line.line.text[at.clone()]));
        if !is_name {
            worth[..TEXT].fill(f32::NEG_INFINITY);
        }
        let of = |piece: &Piece| decided_as(&line.decided, &piece.at);
        if pieces[1..].iter().any(|piece| of(piece).is_some()) {
            worth.fill(f32::NEG_INFINITY);
        }
        let decided = of(first).and_then(|own| FIELDS.iter().position(|field| *field == own));
        Span {
            worth,
            join,
            text,
            decided,
        }
    }

    /// True for an acronym that belongs to no piece beside it: neither to what it is short for, nor
    /// to a town, whose country it is ("Bogotá, COL").
    fn is_acronym_alone(
        &mut self,
        id: usize,
        line: &HeadLine,
        all: &[Piece],
        range: &Range<usize>,
    ) -> bool {
        let piece = &all[range.start];
        if range.len() > 1 || !is_acronym(self.lexicon, &line.line.text[piece.at.clone()]) {
            return false;
        }
        let before = range.start.checked_sub(1).map(|before| &all[before]);
        let is_named = before.into_iter().chain(all.get(range.end));
        let mut is_named = is_named.filter(|other| self.is_one_name(line.line, piece, other));
        if is_named.next().is_some() {
            return false;
        }
        let is_town = |before: &Piece| {
            self.fact(id, line.line, &before.at).words.likeness >= weights().place.town
        };
        piece.separator != Separator::Comma || !before.is_some_and(is_town)
    }

    /// True where one piece is short for the other.
    fn is_one_name(&self, line: &Line, one: &Piece, other: &Piece) -> bool {
        let (one, other) = (&line.text[one.at.clone()], &line.text[other.at.clone()]);
        let is_short = |short, name| is_acronym(self.lexicon, short) && is_short_for(short, name);
        is_short(one, other) || is_short(other, one)
    }

    fn for_title(&self, line: &HeadLine, first: &Piece) -> f32 {
        let (assign, piece) = (&weights().assign, &weights().assign.piece);
        let mut out = 0.0;
        if first.is_bold && line.line.heading == 0 {
            out += assign.bold;
        }
        if matches!(first.separator, Separator::At | Separator::WeakAt) {
            out += piece.title_after_at;
        }
        if first.is_linked && !self.kind.is_dated() {
            out += piece.undated_title_link;
        }
        if line.is_outer {
            out -= assign.outer;
        }
        out
    }

    fn for_organization(&mut self, id: usize, line: &HeadLine, first: &Piece) -> f32 {
        let (assign, piece) = (&weights().assign, &weights().assign.piece);
        let is_dated = self.kind.is_dated();
        let mut out = 0.0;
        if first.is_linked {
            out += assign.link * if is_dated { 1.0 } else { piece.undated_link };
        }
        if first.separator == Separator::At {
            out += assign.at * if is_dated { 1.0 } else { piece.undated_at };
        }
        if first.separator == Separator::WeakAt {
            // It is mostly no separator: what it names must look like an employer or a school.
            out += if self.begins_with_name(id, line, first) {
                piece.weak_at
            } else if self.names_employer(id, line, first) {
                piece.name_at
            } else {
                piece.weak_at_elsewhere
            };
        }
        if line.is_outer {
            out += assign.outer;
        }
        out
    }

    /// "Laurea in Chimica" names no school behind "in", "Laurea in Bicocca University, Milano" does.
    fn begins_with_name(&mut self, id: usize, line: &HeadLine, piece: &Piece) -> bool {
        let text = &line.line.text[piece.at.clone()];
        let ends = [",", "|", " – ", " — ", " - "];
        let ends = ends.iter().filter_map(|sign| text.find(sign));
        let end = ends.min().unwrap_or(text.len());
        let at = piece.at.start..piece.at.start + end;
        self.fact(id, line.line, &at).words.organization > NAME_FROM
    }

    /// "Správce v Alfa", "Fileur à [Alfa](…)": the preposition stands before names, or what follows it is
    /// set otherwise than it, and is none of a place.
    fn names_employer(&mut self, id: usize, line: &HeadLine, piece: &Piece) -> bool {
        let word = line.line.text[piece.from..piece.at.start].trim();
        self.kind.is_dated()
            && self.kind != Kind::EDUCATION
            && (self.lexicon.is_before_name(&fold(word)) || is_set_off(line.line, piece))
            && self.fact(id, line.line, &piece.at).words.likeness < weights().place.town
    }

    /// True for kinds whose names stand before what they are: "Loom - a site for weavers".
    fn is_described(&self) -> bool {
        !self.kind.is_dated() && ![Kind::CERTIFICATIONS, Kind::AWARDS].contains(&self.kind)
    }

    fn for_text(&self, first: &Piece, place: &Place, words: &Evidence) -> f32 {
        let (assign, piece) = (&weights().assign, &weights().assign.piece);
        // What words call a title or an employer is no running text.
        let mut out = piece.named_text * words.title.max(words.organization).max(0.0);
        let is_behind = matches!(first.separator, Separator::Dash | Separator::Colon);
        if place.is_opening {
            out += assign.drop_lead;
        } else if place.is_whole_line {
            out += piece.own_line_text;
        } else if is_behind && place.is_last && self.is_described() {
            out += piece.behind_text;
        } else if !is_behind {
            out += piece.apart_text;
        }
        if first.is_bold {
            out += piece.bold_text;
        }
        out
    }
}

/// True for a piece that is linked, bold or italic where the word before it is not.
fn is_set_off(line: &Line, piece: &Piece) -> bool {
    let mut runs = line.runs.iter();
    let Some(word) = runs.find(|run| run.at.end > piece.from) else {
        return false;
    };
    line.heading == 0 && piece.is_bold && !word.emphasis.strong
        || piece.is_italic && !word.emphasis.emphasized
        || piece.is_linked && word.href.is_none()
}

/// Where pieces stand in their head.
struct Place {
    /// The first of them opens the entry.
    is_opening: bool,
    /// They are all that their line holds.
    is_whole_line: bool,
    /// Nothing stands behind them on their line.
    is_last: bool,
}

fn for_place(first: &Piece, place: &Place, is_seen: bool) -> f32 {
    let piece = &weights().assign.piece;
    let mut out = 0.0;
    if is_seen {
        out += piece.seen_place;
    }
    if place.is_opening && first.separator == Separator::Start {
        out += piece.opening_place;
    }
    out
}

/// What classes say for a slot. Themes give the class of places to employers: it counts where
/// the text may be a place.
fn class(fields: Fields, slot: usize, likeness: f32) -> f32 {
    let (assign, piece) = (&weights().assign, &weights().assign.piece);
    let own = [
        Fields::TITLE,
        Fields::ORGANIZATION,
        Fields::LOCATION,
        Fields::DESCRIPTION,
    ];
    let mut named = own.into_iter().fold(Fields::NONE, Fields::or).and(fields);
    if fields.has(own[slot]) {
        return match slot {
            PLACE if likeness > 0.0 => piece.class_place,
            PLACE => piece.class_unlikely_place,
            _ => assign.class,
        };
    }
    if likeness < 0.0 {
        named = named.without(Fields::LOCATION);
    }
    match named.is_empty() {
        // Beside the dates of a card stands whom it was done for.
        true if slot == ORGANIZATION && fields.has(Fields::META) => piece.class_meta,
        true => 0.0,
        false => assign.other_class,
    }
}

/// True where no bracket closes between a byte inside one and another behind it.
fn is_in_bracket(text: &str, inside: usize, at: usize) -> bool {
    at >= inside && !text[inside..at].contains([')', '）'])
}

/// What may stand within a place: "Lisbon, Portugal", "Bonn (Germany)".
fn joins_place(piece: &Piece) -> bool {
    matches!(
        piece.separator,
        Separator::Comma | Separator::Dash | Separator::Bracket
    )
}
