//! Each section by its kind.

use std::collections::HashSet;
use std::rc::Rc;

use super::super::assign::Context;
use super::super::lines::Lines;
use super::super::outline::{
    Outline, Section as Part, form, parted_skills, subsections, topic_of_opener,
};
use super::super::segment::{Boxes, Segmentations, segment};
use super::super::{Fields, Kind, Label, Line};
use super::account::{Reason, Target};
use super::entry::{self, Entries};
use super::value::{Maker, joined};
use super::{citation, contacts, figures, head, mixed, running, skills, tongues, twins};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::fold::fold;
use crate::extract::page::Found;
use crate::extract::text::title;
use crate::resume::{
    Arranged, Entry, EntryKind, Highlight, RichText, Section, SectionBody, SectionKind, Text,
};

/// A longer title over nothing says something of its own, in words.
const LONGEST_TITLE: usize = 5;

/// Reads the head and all sections.
pub(crate) fn read(
    maker: &mut Maker<'_>,
    found: &mut Found,
    outline: &Outline,
    lines: &Lines,
    boxes: &Boxes,
    findings: &mut Diagnostics,
) {
    for part in &outline.sections {
        if matches!(part.kind, Some(Kind::Contact | Kind::Personal)) {
            let _ = contacts::take(maker, &mut found.facts, &part.lines, true);
        }
    }
    let mut texts = head::read(maker, &mut found.facts, outline);
    let personal = head::personal(maker, outline);
    let listed = head::skills(maker, outline);
    let context = Context {
        decided: Rc::clone(&maker.decided),
        ..Context::default()
    };
    let mut reader = Reader {
        maker,
        boxes,
        context,
        leads: Vec::new(),
        cuts: Vec::new(),
        opening: opening(&outline.sections),
        has_opening: !texts.is_empty(),
        has_education: outline
            .sections
            .iter()
            .any(|part| part.kind == Some(Kind::EDUCATION)),
        sections: Vec::new(),
        texts: Vec::new(),
        dead: Vec::new(),
    };
    if let Some(place) = &found.facts.location {
        reader.context.places.insert(fold(&place.value));
    }
    let again = twins::twins(&outline.sections);
    reader.gather(&outline.sections);
    if !listed.is_empty() {
        reader.skills(None, &listed);
    }
    for (n, part) in outline.sections.iter().enumerate() {
        match again.contains(&n) {
            true => reader.leave_twin(part),
            false => reader.part(part),
        }
    }
    reader.personal(personal);
    let Reader {
        sections,
        texts: more,
        dead,
        ..
    } = reader;
    if let Some(first) = dead.first() {
        let what = match dead.len() {
            1 => "1 article without an address left out".to_owned(),
            count => format!("{count} articles without an address left out"),
        };
        let span = maker.page.span_of(first.source, &first.text);
        findings.push(Diagnostic::note(format!("{what}, from `{}`", first.text)).at(span));
    }
    texts.extend(more);
    found.sections = sections;
    found.arranged = match is_portfolio(outline) {
        true => Arranged::ByKind,
        false => Arranged::ByAuthor,
    };
    foot(maker, found, outline, lines);
    // A few words and no section are a home page's, unless they say how to reach or find the person.
    let facts = &found.facts;
    let is_resume = !outline.sections.is_empty()
        || !facts.emails.is_empty()
        || !facts.phones.is_empty()
        || facts.name.is_some() && !facts.links.is_empty()
        || maker.policy().anyway;
    found.summary = joined(texts).filter(|_| is_resume);
}

/// The section of spoken languages that stand below a label of theirs.
pub(crate) fn tongues(maker: &mut Maker<'_>, lines: &[Rc<Line>]) -> Option<Section> {
    let entries = tongues::read(maker, lines);
    (!entries.is_empty()).then(|| Section {
        id: String::new(),
        title: None,
        kind: SectionKind::Languages,
        body: SectionBody::Entries(entries),
    })
}

/// True for a page of cards: they hold the dates of two of three dated sections. What leads there
/// is what catches the eye, and not a résumé's order.
fn is_portfolio(outline: &Outline) -> bool {
    let dated = |line: &Rc<Line>| line.notes.dates.iter().any(|date| date.dates_line);
    let is_in_card = |line: &Rc<Line>| line.runs.iter().any(|run| run.fields.has(Fields::CARD));
    let (mut cards, mut all) = (0, 0);
    for part in &outline.sections {
        let lines: Vec<&Rc<Line>> = part.lines.iter().filter(|line| dated(line)).collect();
        let in_cards = lines.iter().filter(|line| is_in_card(line)).count();
        if !lines.is_empty() {
            all += 1;
            cards += usize::from(2 * in_cards > lines.len());
        }
    }
    cards > 0 && 3 * cards >= 2 * all
}

/// The end of the page and its foot, for contacts that nothing above gives.
fn foot(maker: &mut Maker<'_>, found: &mut Found, outline: &Outline, lines: &Lines) {
    let _ = contacts::take(maker, &mut found.facts, &outline.foot, false);
    let _ = contacts::take(maker, &mut found.facts, &lines.foot, false);
    let is_own = |part: &&Part| part.kind != Some(Kind::Section(SectionKind::References));
    for part in outline.sections.iter().filter(is_own) {
        contacts::own_profiles(maker, &mut found.facts, &part.lines);
    }
    if found.facts.emails.is_empty() {
        // Those of others stand under a heading of their own.
        let is_of_others = |part: &&Part| {
            part.kind != Some(Kind::Section(SectionKind::References))
                && part.kind != Some(Kind::Ignored)
        };
        for part in outline.sections.iter().filter(is_of_others) {
            if found.facts.emails.is_empty() {
                contacts::any_email(maker, &mut found.facts, &part.lines);
            }
        }
    }
}

struct Reader<'m, 'p, 'b> {
    maker: &'m mut Maker<'p>,
    boxes: &'b Boxes,
    context: Context,
    /// What the entries of dated sections say of which of title and organisation leads, by the
    /// number of the section's title.
    leads: Vec<(usize, f32)>,
    /// How those sections were cut for it, by the same number.
    cuts: Vec<(usize, Segmentations)>,
    /// The number of the title of the section that opens the résumé.
    opening: Option<usize>,
    /// The head or a section opened the résumé with running text.
    has_opening: bool,
    /// A section of schools and degrees.
    has_education: bool,
    sections: Vec<Section>,
    /// Paragraphs of the summary.
    texts: Vec<RichText>,
    /// First lines of articles that lead nowhere.
    dead: Vec<Rc<Line>>,
}

impl Reader<'_, '_, '_> {
    /// Facts about the person that the head tells: with those of their own section, or after all.
    fn personal(&mut self, facts: Vec<RichText>) {
        if !facts.is_empty() {
            self.push(None, SectionKind::Other, SectionBody::Text(facts));
        }
    }

    /// Asks every dated section which of title and organisation leads: the page has one habit, and
    /// the section whose words tell it may stand last.
    fn gather(&mut self, parts: &[Part]) {
        for part in parts {
            let Some(kind) = part.kind.filter(|kind| kind.has_entries()) else {
                continue;
            };
            let form = form(self.maker.lexicon, kind, &part.lines);
            if !form.is_dated() {
                continue;
            }
            let cuts = segment(self.maker.lexicon, form, &part.lines, self.boxes);
            let leads = entry::leads(self.maker, form, &cuts, &self.context);
            self.leads.push((part.title.index, leads));
            self.cuts.push((part.title.index, cuts));
        }
    }

    /// What the other sections say of it.
    fn leads_of_others(&self, part: &Part) -> f32 {
        let others = self
            .leads
            .iter()
            .filter(|(title, _)| *title != part.title.index);
        others.map(|(_, leads)| leads).sum()
    }

    fn part(&mut self, part: &Part) {
        let whole = 0..part.title.text.len();
        // A second text that opens the résumé keeps its title and its place.
        let is_second = part.kind == Some(Kind::Summary)
            && self.opening.is_some_and(|at| at != part.title.index);
        // These are printed under the language's own word, or stand at the top.
        if matches!(part.kind, Some(Kind::Summary | Kind::Contact)) && !is_second {
            let place = part.title.place(whole);
            self.maker.account.set_aside(place, Reason::Label);
            return self.titled(None, part);
        }
        let before = self.sections.len();
        let place = part.title.place(whole.clone());
        let title = self.maker.title(&part.title, whole);
        let words = title.as_ref().map(|title| title.value.clone());
        self.titled(title, part);
        let names_entry = self.sections[before..].iter().any(|section| {
            let SectionBody::Entries(entries) = &section.body else {
                return false;
            };
            let is_named =
                |entry: &Entry| entry.title.as_ref().map(|title| &title.value) == words.as_ref();
            section.title.is_none() && entries.iter().any(is_named)
        });
        let target = match names_entry {
            true => Target::Title,
            false => Target::SectionTitle,
        };
        match words.filter(|_| self.sections.len() > before) {
            Some(words) => self.maker.account.claim(target, words, place),
            // It is no title but all that there is.
            None if part.lines.is_empty()
                && part.title.text.split_whitespace().count() > LONGEST_TITLE =>
            {
                let whole = 0..part.title.text.len();
                self.maker.outside(&part.title, whole, Reason::Outside);
            }
            None => self.maker.account.set_aside(place, Reason::Bare),
        }
    }

    fn titled(&mut self, title: Option<Text>, part: &Part) {
        let kind = part.kind.unwrap_or(Kind::OTHER);
        let before = self.sections.len();
        match kind {
            Kind::Summary if title.is_some() => {
                self.text(title, SectionKind::Other, &part.lines);
            }
            Kind::Summary => self.summary(&part.lines),
            Kind::Contact => {}
            Kind::Personal => self.text(title, SectionKind::Other, &part.lines),
            Kind::Ignored => self.leave_out(part),
            Kind::Section(SectionKind::Skills) => {
                let (lines, apart) = parted_skills(self.maker.lexicon, part);
                let lines = self.without_tongues(lines);
                self.skills(title, &lines);
                for part in &apart {
                    self.part(part);
                }
            }
            Kind::Section(SectionKind::Languages) => {
                let entries = tongues::read(self.maker, &part.lines);
                self.push(title, SectionKind::Languages, SectionBody::Entries(entries));
            }
            Kind::Section(SectionKind::Interests) => self.interests(title, &part.lines),
            Kind::Section(SectionKind::Metrics) => self.metrics(title, &part.lines),
            Kind::Section(kind) => self.entries(title, kind, part),
        }
        self.leftovers(part, before);
    }

    fn push(&mut self, title: Option<Text>, kind: SectionKind, body: SectionBody) {
        if !body.is_empty() {
            let (title, body) = match (kind, body) {
                (SectionKind::Skills, SectionBody::Skills(groups)) => {
                    match skills::joined(self.maker, &mut self.sections, title, groups) {
                        Some((title, groups)) => (title, SectionBody::Skills(groups)),
                        None => return,
                    }
                }
                (_, body) => (title, body),
            };
            self.sections.push(Section {
                id: String::new(),
                title,
                kind,
                body,
            });
        }
    }

    fn summary(&mut self, lines: &[Rc<Line>]) {
        for (n, line) in lines.iter().enumerate() {
            let free = self.maker.account.free(line);
            let below = lines.get(n + 1).filter(|below| below.heading == 0);
            let tells = below.is_some_and(|below| !self.maker.account.free(below).is_empty());
            if line.heading > 0 && !tells {
                // What stood below it is a contact, or nothing.
                let whole = line.place(0..line.text.len());
                self.maker.account.set_aside(whole, Reason::Bare);
                continue;
            }
            for at in free {
                let text = self.maker.rich(line, at, Target::Summary);
                self.has_opening |= text.is_some();
                self.texts.extend(text);
            }
        }
    }

    /// Leaves out a section that says in another language what one before it says.
    fn leave_twin(&mut self, part: &Part) {
        for line in part.lines.iter().chain([&part.title]) {
            let whole = line.place(0..line.text.len());
            self.maker.account.set_aside(whole, Reason::Repeated);
        }
        let title = &part.title;
        let what = format!(
            "`{}` says once more what stands above, left out",
            title.text
        );
        let span = self.maker.page.span_of(title.source, &title.text);
        self.maker.told.push(Diagnostic::warning(what).at(span));
    }

    fn leave_out(&mut self, part: &Part) {
        self.maker.leave_out(part);
    }

    /// Skills; running text among them opens the résumé where nothing else does.
    fn skills(&mut self, title: Option<Text>, lines: &[Rc<Line>]) {
        /// A shorter sentence is a skill told at length, in characters.
        const SHORTEST_PROSE: usize = 90;
        let opens = !self.has_opening;
        let is_prose = |line: &Rc<Line>| {
            opens
                && line.is_prose()
                && line.depth == 0
                && line.notes.label.is_none()
                && !line.opens.row
                && line.text.chars().count() > SHORTEST_PROSE
        };
        let (prose, rest): (Vec<_>, Vec<_>) = lines.iter().cloned().partition(is_prose);
        let groups = if prose.len() * 2 < lines.len() {
            self.summary(&prose);
            skills::read(self.maker, &rest)
        } else {
            skills::read(self.maker, lines)
        };
        let (spoken, groups): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|group| tongues::are(self.maker.lexicon, group));
        self.push(title, SectionKind::Skills, SectionBody::Skills(groups));
        for group in spoken {
            let entries = tongues::of_skills(self.maker.lexicon, &group.items);
            self.push(
                group.name,
                SectionKind::Languages,
                SectionBody::Entries(entries),
            );
        }
    }

    /// The lines of a section of skills without those that name spoken languages, which become a
    /// section of their own.
    fn without_tongues(&mut self, lines: Vec<Rc<Line>>) -> Vec<Rc<Line>> {
        let (mut rest, mut entries) = (Vec::new(), Vec::new());
        let mut title = None;
        for line in lines {
            let Some(own) = tongues::among_skills(self.maker.lexicon, &line) else {
                rest.push(line);
                continue;
            };
            if let Some(label) = line.notes.label.as_ref()
                && own.text != line.text
            {
                let label = label.at.clone();
                if title.is_none() {
                    title = self.maker.title(&line, label.clone());
                }
                let place = line.place(label);
                self.maker.account.set_aside(place, Reason::Label);
            }
            entries.extend(tongues::read(self.maker, &[Rc::new(own)]));
        }
        self.push(title, SectionKind::Languages, SectionBody::Entries(entries));
        rest
    }

    fn interests(&mut self, title: Option<Text>, lines: &[Rc<Line>]) {
        if lines.iter().any(|line| line.is_prose()) {
            return self.text(title, SectionKind::Interests, lines);
        }
        let groups = skills::read(self.maker, lines);
        self.push(title, SectionKind::Interests, SectionBody::Skills(groups));
    }

    fn text(&mut self, title: Option<Text>, kind: SectionKind, lines: &[Rc<Line>]) {
        let mut paragraphs = Vec::new();
        for line in lines {
            for at in self.maker.account.free(line) {
                paragraphs.extend(self.maker.rich(line, at, Target::SectionText));
            }
        }
        self.push(title, kind, SectionBody::Text(paragraphs));
    }

    fn metrics(&mut self, title: Option<Text>, lines: &[Rc<Line>]) {
        let metrics = figures::metrics(self.maker, lines);
        self.push(title, SectionKind::Metrics, SectionBody::Metrics(metrics));
    }

    /// A section of entries: its sub-sections, else its segments.
    fn entries(&mut self, title: Option<Text>, kind: SectionKind, part: &Part) {
        let parts = subsections(self.maker.lexicon, part);
        if !parts.is_empty() {
            for part in &parts {
                self.part(part);
            }
            return;
        }
        if leads_on(part) {
            return self.leave_lead(part);
        }
        if kind == SectionKind::Other && are_labelled(&part.lines) {
            return self.text(title, kind, &part.lines);
        }
        let of = Kind::Section(kind);
        if running::is_all(self.maker.lexicon, of, &part.lines) {
            return self.told(title, kind, &part.lines);
        }
        let works = citation::list(self.maker.lexicon, of, &part.lines);
        let form = match works.is_some() {
            true => Kind::PUBLICATIONS,
            false => form(self.maker.lexicon, of, &part.lines),
        };
        let known = self
            .cuts
            .iter()
            .position(|(title, _)| *title == part.title.index);
        let mut cuts = match (works, known) {
            (Some(works), _) => works,
            (None, Some(at)) => self.cuts.swap_remove(at).1,
            (None, None) => segment(self.maker.lexicon, form, &part.lines, self.boxes),
        };
        let aside = self.topics_among(of, &mut cuts);
        self.leave_dead(of, &mut cuts);
        self.context.title_leads = self.leads_of_others(part);
        let made = entry::entries(self.maker, (of, form), &cuts, &self.context);
        self.maker.doubt_section(part, of, made.cut_margin);
        if !made.reading.is_empty() {
            let told = format!(
                "{}: {}; ahead by {:.1}",
                part.title.text, made.reading, made.margin
            );
            self.maker.account.decisions.push(told);
        }
        let mut body = self.with_text_before(of, made);
        let mut title = title;
        // The heading of a lone entry without a name of its own is its name.
        if let [entry] = body.as_mut_slice()
            && !part.is_titled
            && entry.period.is_some()
            && entry.title.is_none()
            && entry.organization.is_none()
        {
            entry.title = title.take();
        }
        if body.is_empty() && aside.is_empty() && self.dead.is_empty() {
            return self.text(title, kind, &part.lines);
        }
        self.learn(&body);
        self.push_entries(title, kind, part, body);
        for part in &aside {
            self.part(part);
        }
    }

    /// Running text: paragraphs, and bullets that stand together.
    fn told(&mut self, title: Option<Text>, kind: SectionKind, lines: &[Rc<Line>]) {
        if lines.iter().all(|line| line.depth == 0) {
            return self.text(title, kind, lines);
        }
        let mut entries: Vec<Entry> = Vec::new();
        for line in lines {
            let is_item = line.depth > 0;
            let target = match is_item {
                true => Target::Highlight,
                false => Target::Description,
            };
            let Some(text) = self.maker.rich(line, 0..line.text.len(), target) else {
                continue;
            };
            if entries.is_empty() || !is_item {
                let span = self.maker.page.span(line.source);
                entries.push(Entry::new(EntryKind::Other, span));
            }
            let Some(entry) = entries.last_mut() else {
                continue;
            };
            match is_item {
                true => entry.highlights.push(Highlight {
                    text,
                    tags: Vec::new(),
                }),
                false => entry.summary = Some(text),
            }
        }
        self.push(title, kind, SectionBody::Entries(entries));
    }

    /// Leaves out a section that only leads to another page.
    fn leave_lead(&mut self, part: &Part) {
        let title = &part.title;
        for line in part.lines.iter().chain([title]) {
            let whole = line.place(0..line.text.len());
            self.maker.account.set_aside(whole, Reason::Call);
        }
        let what = format!("`{}` only leads to another page, left out", title.text);
        let span = self.maker.page.span_of(title.source, &title.text);
        self.maker.told.push(Diagnostic::note(what).at(span));
    }

    /// Segments whose opener is a topic of its own ("Summary" inside Experience) leave the
    /// section.
    fn topics_among(&self, kind: Kind, cuts: &mut Segmentations) -> Vec<Part> {
        let mut out = Vec::new();
        let Some(best) = cuts.options.first() else {
            return out;
        };
        if best.segments.len() < 2 {
            return out;
        }
        let mut leaving: HashSet<usize> = HashSet::new();
        for segment in &best.segments {
            let Some(first) = segment.lines.first() else {
                continue;
            };
            if let Some(topic) = topic_of_opener(self.maker.lexicon, kind, segment) {
                leaving.insert(first.index);
                out.push(Part {
                    title: Rc::clone(first),
                    kind: Some(topic),
                    is_titled: true,
                    lines: segment.lines[1..].to_vec(),
                });
            }
        }
        if !leaving.is_empty() {
            for option in &mut cuts.options {
                option.segments.retain(|segment| {
                    segment
                        .lines
                        .first()
                        .is_none_or(|first| !leaving.contains(&first.index))
                });
            }
            cuts.options.truncate(1);
        }
        out
    }

    /// Articles whose only link leads nowhere are a template's.
    fn leave_dead(&mut self, kind: Kind, cuts: &mut Segmentations) {
        if kind != Kind::PUBLICATIONS {
            return;
        }
        let leads = |line: &Rc<Line>| {
            let mut links = line.runs.iter().filter_map(|run| run.href.as_deref());
            links.any(|link| crate::extract::text::href(link).is_some())
        };
        let is_linked = |line: &Rc<Line>| line.runs.iter().any(|run| run.href.is_some());
        let mut dead: HashSet<usize> = HashSet::new();
        for segment in cuts.options.first().iter().flat_map(|best| &best.segments) {
            if segment.lines.iter().any(is_linked) && !segment.lines.iter().any(leads) {
                dead.extend(segment.lines.iter().map(|line| line.index));
                for line in &segment.lines {
                    let whole = line.place(0..line.text.len());
                    self.maker.account.set_aside(whole, Reason::Dead);
                }
                self.dead.push(Rc::clone(&segment.lines[0]));
            }
        }
        if dead.is_empty() {
            return;
        }
        cuts.options.truncate(1);
        for option in &mut cuts.options {
            option.segments.retain(|segment| {
                segment
                    .lines
                    .first()
                    .is_none_or(|first| !dead.contains(&first.index))
            });
        }
    }

    /// Lines before the first entry stand before it as text.
    fn with_text_before(&mut self, kind: Kind, made: Entries) -> Vec<Entry> {
        let mut paragraphs = Vec::new();
        for line in &made.before {
            for at in self.maker.account.free(line) {
                let whole = at.start == 0 && at.end == line.text.len();
                if !whole && super::entry::joins(self.maker, &line.text[at.clone()]) {
                    self.maker.account.set_aside(line.place(at), Reason::Joint);
                    continue;
                }
                paragraphs.extend(self.maker.unplaced(line, at, Target::SectionText));
            }
        }
        let mut entries = made.entries;
        entries.retain(|entry| !is_blank(entry));
        if let Some(text) = joined(paragraphs) {
            let mut plain = Entry::new(EntryKind::Other, text.span.clone());
            let _ = kind;
            plain.summary = Some(text);
            entries.insert(0, plain);
        }
        entries
    }

    /// One heading over entries of several kinds is a section for each kind.
    fn push_entries(
        &mut self,
        title: Option<Text>,
        kind: SectionKind,
        part: &Part,
        entries: Vec<Entry>,
    ) {
        let lexicon = self.maker.lexicon;
        let kinds = mixed::kinds(lexicon, (part, kind), self.has_education, &entries);
        if kinds.len() < 2 {
            return self.push(title, kind, SectionBody::Entries(entries));
        }
        for (kind, entries) in mixed::parted(lexicon, &kinds, entries) {
            self.push(title.clone(), kind, SectionBody::Entries(entries));
        }
    }

    /// What the entries tell the sections below.
    fn learn(&mut self, entries: &[Entry]) {
        for entry in entries {
            if let Some(place) = &entry.location {
                self.context.places.insert(fold(&place.value));
            }
        }
    }

    /// What no value took inside the section: printed with it, and counted.
    fn leftovers(&mut self, part: &Part, before: usize) {
        let mut paragraphs = Vec::new();
        for line in &part.lines {
            for at in self.maker.account.free(line) {
                if super::entry::joins(self.maker, &line.text[at.clone()]) {
                    self.maker.account.set_aside(line.place(at), Reason::Joint);
                    continue;
                }
                paragraphs.extend(self.maker.unplaced(line, at, Target::SectionText));
            }
        }
        if let Some(text) = joined(paragraphs) {
            let own = self
                .sections
                .get_mut(before..)
                .and_then(<[Section]>::last_mut);
            match own.map(|section| &mut section.body) {
                Some(SectionBody::Text(known)) => known.push(text),
                Some(SectionBody::Entries(entries)) if !entries.is_empty() => {
                    let mut plain = Entry::new(EntryKind::Other, text.span.clone());
                    plain.summary = Some(text);
                    entries.push(plain);
                }
                Some(
                    SectionBody::Entries(_) | SectionBody::Skills(_) | SectionBody::Metrics(_),
                )
                | None => {
                    self.sections.push(Section {
                        id: String::new(),
                        title: title(&RichText::plain(part.title.text.clone(), text.span.clone())),
                        kind: SectionKind::Other,
                        body: SectionBody::Text(vec![text]),
                    });
                }
            }
        }
    }
}

/// Of several sections that could open the résumé the longest does: an objective is shorter than a
/// profile.
fn opening(parts: &[Part]) -> Option<usize> {
    let length = |part: &Part| part.lines.iter().map(|line| line.text.len()).sum::<usize>();
    let mut best: Option<&Part> = None;
    for part in parts.iter().filter(|part| part.kind == Some(Kind::Summary)) {
        if best.is_none_or(|best| length(part) > length(best)) {
            best = Some(part);
        }
    }
    best.map(|part| part.title.index)
}

/// True for values with labels and hardly anything else: facts, and no entries.
fn are_labelled(lines: &[Rc<Line>]) -> bool {
    let has_value = |line: &&Rc<Line>| {
        let label = line.notes.label.as_ref();
        // "Poland: spring show | 2019" is an entry, "Since: 2019" none.
        let is_of = |label: &Label| {
            let mut dates = line.dated();
            !label.value.is_empty() && dates.all(|date| date.at == label.value)
        };
        line.heading == 0 && label.is_some_and(is_of)
    };
    let count = lines.iter().filter(has_value).count();
    count > 1 && count * 3 >= lines.len() * 2
}

/// True for one short paragraph with a link to another page of the site.
fn leads_on(part: &Part) -> bool {
    /// A longer paragraph tells something, in words.
    const MOST_WORDS: usize = 25;
    let [line] = part.lines.as_slice() else {
        return false;
    };
    let is_near = |to: &str| !to.is_empty() && !to.contains(':') && !to.starts_with('#');
    line.heading == 0
        && line.depth == 0
        && line.is_prose()
        && line.text.split_whitespace().count() <= MOST_WORDS
        && line
            .runs
            .iter()
            .any(|run| run.href.as_deref().is_some_and(is_near))
}

/// True for what holds nothing to print.
fn is_blank(entry: &Entry) -> bool {
    entry.title.is_none()
        && entry.organization.is_none()
        && entry.period.is_none()
        && entry.location.is_none()
        && entry.summary.is_none()
        && entry.highlights.is_empty()
        && entry.tags.is_empty()
        && entry.metrics.is_empty()
        && entry.details.is_empty()
        && entry.links.is_empty()
        && entry.parts.is_empty()
}
