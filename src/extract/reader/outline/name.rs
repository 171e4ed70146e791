//! Candidates for the person's name, each with the sum of its evidence.

use std::ops::Range;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::forms::{forms, introduced};
use super::marks::Candidate;
use super::name_form::name_form;
use super::topic::topic;
use super::words::Words;
use super::{NameCandidate, Outside, has_addresses};
use crate::extract::fold::{fold, placed_words, words as folded_words};
use crate::extract::reader::files::names_file;
use crate::extract::reader::lexicon::is_unspaced;
use crate::extract::reader::score::NameWeights;
use crate::extract::reader::{Fields, Gap, Kind, LabelRole, Line};

/// Labels and spans are looked for in so many lines from the top.
const FIRST_LINES: usize = 40;

/// Headings in so many.
const FIRST_HEADINGS: usize = 26;

/// Lines that are no headings in so many.
const FIRST_PLAIN: usize = 12;

/// Letters of such a line.
const SHORT: usize = 60;

/// More headings of one level are many: they are titles, and only the first may be a name.
const MANY: usize = 3;

/// So many candidates are kept.
const MOST: usize = 5;

/// The best candidates, best first, none twice; those with the name in a line know the line. The
/// first is above the threshold, or there is none.
pub(super) fn names(
    words: &dyn Words,
    weights: &NameWeights,
    lines: &[Rc<Line>],
    title: Option<&str>,
    outside: &Outside,
) -> Vec<NameCandidate> {
    let mut search = Search {
        words,
        weights,
        emails: local_parts(lines),
        title: title.map(fold).filter(|title| !title.is_empty()),
        found: Vec::new(),
    };
    search.in_lines(lines);
    for (key, value) in &outside.front {
        let base = match key.as_str() {
            "name" => weights.place.front_name,
            "author" => weights.place.front_author,
            "brand" => weights.place.brand,
            "title" => weights.place.front_title,
            "site" => weights.place.site,
            _ => continue,
        };
        search.add_forms(base, None, value, 0..value.len(), &FRONT);
    }
    if let Some(title) = title {
        search.add_forms(weights.place.title, None, title, 0..title.len(), &TITLE);
    }
    best(search.found, weights.threshold)
}

/// The best of each name. One that also stands in a line is taken there.
fn best(mut found: Vec<NameCandidate>, threshold: f32) -> Vec<NameCandidate> {
    // Stable: of equal ones the page's first.
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    if found.first().is_none_or(|best| best.score <= threshold) {
        return Vec::new();
    }
    let mut out: Vec<(String, NameCandidate)> = Vec::new();
    for candidate in found {
        let folded = fold(&candidate.name);
        let Some(same) = out.iter().position(|(other, _)| *other == folded) else {
            if out.len() < MOST {
                out.push((folded, candidate));
            }
            continue;
        };
        let same = &mut out[same].1;
        if same.at.is_none() {
            same.at = candidate.at;
            same.rest = candidate.rest;
        }
    }
    out.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How a place is told of: where the name is all of it, and where it is a part.
struct Why {
    whole: &'static str,
    part: &'static str,
    /// What the words around a name add.
    is_own_word: bool,
}

const HEADING: Why = Why {
    whole: "heading",
    part: "part of the heading",
    is_own_word: true,
};
const LINE: Why = Why {
    whole: "line",
    part: "part of a line",
    is_own_word: true,
};
const FRONT: Why = Why {
    whole: "front matter",
    part: "part of the front matter",
    is_own_word: true,
};
/// A title is made for search engines: what it announces is no surer.
const TITLE: Why = Why {
    whole: "page title",
    part: "part of the page title",
    is_own_word: false,
};

/// So many lines below a heading belong to it.
const BELOW: usize = 2;

struct Search<'a> {
    words: &'a dyn Words,
    weights: &'a NameWeights,
    /// The e-mail addresses' letters before the `@`.
    emails: Vec<String>,
    /// `<title>`, folded.
    title: Option<String>,
    found: Vec<NameCandidate>,
}

impl Search<'_> {
    fn in_lines(&mut self, lines: &[Rc<Line>]) {
        let place = &self.weights.place;
        let mut levels = [0_usize; 7];
        for line in lines {
            levels[usize::from(line.heading.min(6))] += 1;
        }
        let first_heading = lines.iter().position(|line| line.heading > 0);
        let mut is_below_topic = false;
        // The line above titles what tells of the person; and the line below such a title is past.
        let (mut is_person_above, mut was_person) = (false, false);
        for (at, line) in lines.iter().enumerate().take(FIRST_LINES) {
            self.in_label(line);
            self.beside_sex(line);
            let is_first = first_heading == Some(at);
            if line.heading > 0 {
                self.in_first_span(line);
            }
            let is_item = line.depth > 0 && line.notes.label.is_none();
            if at >= FIRST_HEADINGS || is_item {
                continue;
            }
            let candidate = Candidate::new(self.words, line);
            // What tells of the person may begin with the name.
            let is_of_person = matches!(candidate.kind, Some(Kind::Contact | Kind::Personal));
            is_below_topic |= candidate.sure >= 1.0 && !is_of_person;
            let is_below_person = std::mem::replace(&mut is_person_above, is_of_person);
            is_below_topic |= was_person;
            was_person |= is_below_person;
            let mut early = (place.early + place.each_later * at as f32).max(0.0);
            if is_below_topic {
                early += place.below_topic;
            }
            if line.heading > 0 {
                let is_one_of_many = levels[usize::from(line.heading.min(6))] > MANY && !is_first;
                // What has a date right below it is an entry.
                let below = lines[at + 1..].iter().take(BELOW);
                let is_below =
                    |below: &&Rc<Line>| below.heading == 0 || below.heading > line.heading;
                let mut own = below.take_while(is_below);
                let of_entry = Fields::ORGANIZATION.or(Fields::TITLE).or(Fields::PERIOD);
                let is_behind = at.checked_sub(1).is_some_and(|above| {
                    let above = &lines[above];
                    above.heading == 0 && above.dated().any(|date| date.is_range)
                });
                if is_behind || own.any(|line| line.is_dated()) || line.fields().has(of_entry) {
                    early += place.dated_below;
                }
                if self.is_of_title(lines, at) {
                    early += self.weights.form.document;
                }
                self.in_heading(line, early, is_first, is_one_of_many);
            } else if at < FIRST_PLAIN && !is_labelled(line) {
                self.in_plain(line, early);
            }
            if line.is_prose() {
                self.in_greeting(line);
            }
        }
    }

    /// True for a line of a heading whose lines together name a topic or a document: "About<br>me".
    fn is_of_title(&self, lines: &[Rc<Line>], at: usize) -> bool {
        let own = lines[at].chain.last();
        let is_alike = |line: &&Rc<Line>| line.heading > 0 && line.chain.last() == own;
        let above = lines[..at].iter().rev().take_while(is_alike).count();
        let all = lines[at - above..].iter().take_while(is_alike);
        let texts: Vec<&str> = all.map(|line| line.text.as_str()).collect();
        let whole = texts.join(" ");
        own.is_some()
            && texts.len() > 1
            && (self.words.is_document(&whole) || topic(self.words, &whole).0.is_some())
    }

    /// "Name: X".
    fn in_label(&mut self, line: &Rc<Line>) {
        if let Some((LabelRole::Name, value)) = line.labelled() {
            self.add(
                self.weights.place.label,
                Some(line),
                &line.text,
                value,
                "label",
                None,
            );
        }
    }

    /// "王小明/男/1990": the first of several facts of which one is a sex.
    fn beside_sex(&mut self, line: &Rc<Line>) {
        let text = &line.text;
        let signs = ['/', '|', '｜', '／', '·', '，'];
        let mut parts = text.split(signs);
        let Some(first) = parts.next() else {
            return;
        };
        if parts.any(|part| self.words.is_sex(&fold(part))) {
            let start = first.find(['：', ':']).map_or(0, |at| {
                at + first[at..].chars().next().map_or(1, char::len_utf8)
            });
            let base = self.weights.place.label;
            self.add(base, Some(line), text, start..first.len(), LINE.part, None);
        }
    }

    /// The name before its Latin letters: "王小明 <span>Ming Wang</span>".
    fn in_first_span(&mut self, line: &Rc<Line>) {
        let seen: Vec<_> = line.seen().collect();
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else {
            return;
        };
        let at = first.at.clone();
        if seen.len() > 1 && last.mark.is_some() && is_unspaced(&line.text[at.clone()]) {
            let base = self.weights.place.first_span;
            self.add(base, Some(line), &line.text, at, HEADING.part, None);
        }
    }

    fn in_heading(&mut self, line: &Rc<Line>, early: f32, is_first: bool, is_one_of_many: bool) {
        let place = &self.weights.place;
        let first = if is_first { place.first_heading } else { 0.0 };
        let seen: Vec<_> = line.seen().collect();
        if let Some(last) = seen
            .last()
            .filter(|run| seen.len() > 1 && run.mark.is_some())
        {
            let greets = placed_words(&line.text);
            let greets = greets
                .first()
                .is_some_and(|(_, word)| self.words.is_greeting(word));
            let greeted = if greets { place.greeted } else { 0.0 };
            let base = place.span + early + first + greeted;
            let at = last.at.clone();
            self.add(base, Some(line), &line.text, at, HEADING.part, None);
        }
        let heading = match is_one_of_many {
            true => place.one_of_many,
            false => place.heading,
        };
        let level = if line.heading == 1 {
            place.first_level
        } else {
            0.0
        };
        let base = heading + early + level + first;
        // "Ana Reis <small>Potter</small>"; a surname in an element of its own is no role, and
        // then the whole heading looks as much like a name.
        if let [lead, next, ..] = seen.as_slice()
            && (lead.mark != next.mark || matches!(next.gap, Gap::Link | Gap::Part))
        {
            let rest = Some(next.at.start..line.text.len());
            let base = base + place.lead_span;
            self.add(
                base,
                Some(line),
                &line.text,
                lead.at.clone(),
                HEADING.part,
                rest,
            );
        }
        self.add_forms(base, Some(line), &line.text, 0..line.text.len(), &HEADING);
    }

    fn in_plain(&mut self, line: &Rc<Line>, early: f32) {
        let place = &self.weights.place;
        let text = &line.text;
        if line.depth == 0 && text.chars().take(SHORT).count() < SHORT {
            let bold = if line.is_bold() { place.bold } else { 0.0 };
            let class = match line.fields().has(Fields::PERSON) {
                true => place.class,
                false => 0.0,
            };
            let base = early + place.line + bold + class;
            self.add_forms(base, Some(line), text, 0..text.len(), &LINE);
            // "<span class="name">Ana Reis</span> <span>Clerk</span>".
            let seen: Vec<_> = line.seen().collect();
            if let [lead, next, ..] = seen.as_slice()
                && next.gap == Gap::Part
            {
                let class = match lead.fields.has(Fields::PERSON) {
                    true => place.class,
                    false => 0.0,
                };
                let rest = Some(next.at.start..text.len());
                let base = early + place.line + place.lead_span + bold + class;
                let at = lead.at.clone();
                self.add(base, Some(line), text, at, LINE.part, rest);
            }
        }
        if text.contains(['@', '|']) {
            let end = text.find(['|', '·', '•', ',']).unwrap_or(text.len());
            let unlike = match self.says_who(line, end) {
                true => 0.0,
                false => place.strange,
            };
            self.add(
                early + place.contact_line + unlike,
                Some(line),
                text,
                0..end,
                "contact line",
                None,
            );
        }
    }

    /// True where a line says behind a place in it how to reach somebody, where or what somebody is;
    /// of two pieces the second may be a motto.
    fn says_who(&self, line: &Line, from: usize) -> bool {
        let rest = &line.text[from..];
        if rest.matches(['|', '·', '•']).count() < 2 {
            return true;
        }
        let is_role = |word: &String| self.words.is_role(word);
        has_addresses(line)
            || rest.contains(|c: char| c.is_numeric())
            || folded_words(rest).iter().any(is_role)
            || rest
                .split(['|', '·', '•'])
                .any(|piece| self.words.place_score(piece) >= 2.0)
    }

    /// A name in running text stays there: it has no line.
    fn in_greeting(&mut self, line: &Line) {
        let text = &line.text;
        if let Some(form) = introduced(self.words, text, &placed_words(text)) {
            let base = self.weights.place.greeting;
            self.add(base, None, text, form.name, "greeting", None);
        }
    }

    /// A text and the parts of it that may be the name.
    fn add_forms(
        &mut self,
        base: f32,
        line: Option<&Rc<Line>>,
        text: &str,
        at: Range<usize>,
        why: &Why,
    ) {
        for form in forms(self.words, &text[at.clone()]) {
            // "Ana Reis – CV".
            let names_document = form.rest.as_ref().is_some_and(|rest| {
                let rest = folded_words(&text[at.start + rest.start..at.start + rest.end]);
                rest.iter().any(|word| self.words.is_document_word(word))
            });
            let more = match form.is_announced && why.is_own_word || names_document {
                true => self.weights.place.sub_form,
                false => 0.0,
            };
            let place = |part: Range<usize>| at.start + part.start..at.start + part.end;
            let rest = form.rest.map(place);
            // One word before something else may be the first of anything.
            let is_one =
                rest.is_some() && folded_words(&text[at.clone()][form.name.clone()]).len() == 1;
            let is_one = is_one && !is_unspaced(&text[at.clone()]);
            let more = more
                + if is_one {
                    self.weights.form.one_word
                } else {
                    0.0
                };
            self.add(base + more, line, text, place(form.name), why.part, rest);
        }
        self.add(base, line, text, at, why.whole, None);
    }

    fn add(
        &mut self,
        base: f32,
        line: Option<&Rc<Line>>,
        text: &str,
        at: Range<usize>,
        why: &'static str,
        rest: Option<Range<usize>>,
    ) {
        let inner = self.words.trimmed(&text[at.clone()]);
        let at = at.start + inner.start..at.start + inner.end;
        let name = &text[at.clone()];
        if name.is_empty() {
            return;
        }
        let weights = self.weights;
        let mut score = base + name_form(self.words, &weights.form, name);
        if line.is_some_and(|line| !line.notes.dates.is_empty()) {
            score += weights.place.dated;
        }
        if line.is_some_and(|line| leads_to_file(line, &at)) {
            score += weights.place.file;
        }
        let words = folded_words(name);
        let is_mailed = |email: &String| {
            let mut long = words.iter().filter(|word| word.chars().count() > 2);
            long.any(|word| email.contains(&plain(word)))
        };
        if self.emails.iter().any(is_mailed) {
            score += weights.place.email;
        }
        let folded = words.join(" ");
        let is_title = why == TITLE.whole || why == TITLE.part;
        if !is_title
            && self
                .title
                .as_ref()
                .is_some_and(|title| title.contains(&folded))
        {
            score += weights.place.in_title;
        }
        self.found.push(NameCandidate {
            score,
            name: name.to_owned(),
            at: line.map(|line| line.place(at)),
            rest: line.zip(rest).map(|(line, rest)| line.place(rest)),
            why,
        });
    }
}

/// True for a label with its value: what a label says is no name, but behind "Name:".
fn is_labelled(line: &Line) -> bool {
    let label = line.notes.label.as_ref();
    let is_contact = !line.notes.emails.is_empty() || line.text.contains('@');
    !is_contact && label.is_some_and(|label| !label.value.is_empty())
}

/// True for words that are a link to a file.
fn leads_to_file(line: &Line, at: &Range<usize>) -> bool {
    let mut inside = line
        .seen()
        .filter(|run| run.at.start < at.end && at.start < run.at.end)
        .peekable();
    inside.peek().is_some() && inside.all(|run| run.href.as_deref().is_some_and(names_file))
}

/// The letters and digits before the `@` of a page's e-mail addresses, also of its links'.
fn local_parts(lines: &[Rc<Line>]) -> Vec<String> {
    let mut out = Vec::new();
    for line in lines {
        for at in &line.notes.emails {
            out.push(local_part(&line.text[at.clone()]));
        }
        for href in line.runs.iter().filter_map(|run| run.href.as_ref()) {
            if let Some(address) = href.strip_prefix("mailto:") {
                out.push(local_part(address));
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out.retain(|part| !part.is_empty());
    out
}

fn local_part(address: &str) -> String {
    let end = address
        .find(['@', '[', '(', ' ', '%'])
        .unwrap_or(address.len());
    let letters = address[..end].chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The letters of a word as addresses spell them: without accents.
fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ł' => out.push('l'),
            'đ' => out.push('d'),
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ı' => out.push('i'),
            _ => out.push(c),
        }
    }
    out
}
