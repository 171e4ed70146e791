//! Entries: heads assigned jointly, bodies read, what is left printed with them.
use std::ops::Range;
use std::rc::Rc;

use super::super::assign::{self, Assignment, Context, Field, Head, Taken};
use super::super::segment::{self, Segmentation, Segmentations};
use super::super::{Date, Kind, LabelRole, Lexicon, Line, weights};
use super::account::{Reason, Target};
use super::body;
use super::citation::{self, Cited};
use super::heads::{self, Parted};
use super::inner;
use super::places;
use super::sound;
use super::turns;
use super::value::{Leading, Maker, joined};
use super::wholes;
use crate::extract::fold::fold;
use crate::resume::{Detail, DetailLabel, Entry, EntryKind, RichText, Text};

/// An entry that is being made.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The entry so far.
    pub(crate) entry: Entry,
    /// Its paragraphs.
    pub(crate) description: Vec<RichText>,
    /// The line before was a bullet, so that a further line of its item belongs to it.
    pub(crate) after_bullet: bool,
}

impl Draft {
    /// Adds links that are not known yet.
    pub(crate) fn links(&mut self, links: Vec<Leading>) {
        for (shown, target) in links {
            if self.entry.links.iter().all(|(_, known)| *known != target) {
                self.entry.links.push((shown, target));
            }
        }
    }
}

/// The entries of a section, and how surely they were read.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// The entries.
    pub(crate) entries: Vec<Entry>,
    /// Lines before the first entry.
    pub(crate) before: Vec<Rc<Line>>,
    /// How far the next-best reading of title and organisation falls behind; infinite for none.
    pub(crate) margin: f32,
    /// How far the next-best way to cut the section into entries falls behind.
    pub(crate) cut_margin: f32,
    /// The reading, for the explanation.
    pub(crate) reading: String,
}

/// One way to read a section, with its value.
struct Reading<'s> {
    cut: &'s Segmentation,
    parted: Vec<Parted>,
    assignment: Assignment,
    value: f32,
}

/// Reads a section's entries, which are made as those of `kind` and read as those of `form` are.
pub(crate) fn entries(
    maker: &mut Maker<'_>,
    (kind, form): (Kind, Kind),
    cuts: &Segmentations,
    context: &Context,
) -> Entries {
    let joined = turns::joined(maker.lexicon, cuts);
    let cuts = joined.as_ref().unwrap_or(cuts);
    let Some((best, cut_margin)) = best(maker, form, cuts, context) else {
        return Entries::default();
    };
    Entries {
        cut_margin,
        ..build(maker, (kind, form), cuts, best, context)
    }
}

/// How much the words of a section's entries favour the title before the organisation.
pub(crate) fn leads(maker: &Maker<'_>, form: Kind, cuts: &Segmentations, context: &Context) -> f32 {
    best(maker, form, cuts, context).map_or(0.0, |(best, _)| best.assignment.leads)
}

/// The reading with the best sum of segmentation and assignment, and how far the next-best way to
/// cut the section falls behind.
fn best<'s>(
    maker: &Maker<'_>,
    kind: Kind,
    cuts: &'s Segmentations,
    context: &Context,
) -> Option<(Reading<'s>, f32)> {
    let mut best: Option<Reading<'s>> = None;
    let mut values: Vec<(Vec<Said>, f32)> = Vec::new();
    for cut in &cuts.options {
        let parted: Vec<Parted> = cut
            .segments
            .iter()
            .map(|segment| heads::part(maker.lexicon, kind, segment, cuts))
            .collect();
        let parted = heads::with_degree_item(maker.lexicon, kind, &parted).unwrap_or(parted);
        let further = heads::with_first_item(&parted);
        let plain = weigh(maker, kind, cut, parted, context);
        let readings = std::iter::once(plain)
            .chain(further.map(|parted| weigh(maker, kind, cut, parted, context)));
        for reading in readings {
            values.push((said(&reading), reading.value));
            if best.as_ref().is_none_or(|best| reading.value > best.value) {
                best = Some(reading);
            }
        }
    }
    let best = best?;
    // Another mark that opens the same entries is no rival.
    let own = said(&best);
    let others = values.iter().filter(|(other, _)| *other != own);
    let next = others
        .map(|(_, value)| *value)
        .fold(f32::NEG_INFINITY, f32::max);
    let cut_margin = best.value - next;
    Some((best, cut_margin))
}

/// What a reading says of an entry: where it begins on the page, and the bytes of its fields with
/// the numbers of their lines.
type Said = (usize, Vec<(Field, usize, std::ops::Range<usize>)>);

/// What a reading says of all entries, whatever opens them.
fn said(reading: &Reading<'_>) -> Vec<Said> {
    let named = [Field::Title, Field::Organization];
    let entries = reading.parted.iter().zip(&reading.assignment.entries);
    let mut out: Vec<Said> = Vec::new();
    for (parted, taken) in entries {
        let lines: Vec<&Rc<Line>> = parted
            .head
            .iter()
            .filter(|line| !is_labelled(line))
            .collect();
        let mut fields = Vec::new();
        for taken in taken {
            let field = taken.field.filter(|field| named.contains(field));
            if let (Some(field), Some(line)) = (field, lines.get(taken.line)) {
                fields.push((field, line.index, taken.at.clone()));
            }
        }
        fields.sort_by_key(|(field, line, at)| (*field as u8, *line, at.start));
        let dated = parted.head.iter().find(|line| line.is_dated());
        out.push((dated.map_or(0, |line| line.index), fields));
    }
    out
}

fn weigh<'s>(
    maker: &Maker<'_>,
    kind: Kind,
    cut: &'s Segmentation,
    parted: Vec<Parted>,
    context: &Context,
) -> Reading<'s> {
    /// A mean beyond these says no more.
    const BOUNDS: std::ops::RangeInclusive<f32> = -2.0..=4.0;
    let heads: Vec<Head> = parted
        .iter()
        .map(|parted| assignable(maker, kind, parted))
        .collect();
    let assignment = assign::assign(maker.lexicon, kind, &heads, context);
    let mean = assignment.score / heads.len().max(1) as f32;
    let mean = mean.clamp(*BOUNDS.start(), *BOUNDS.end());
    let weights = &weights().segment;
    let roofs = roofed_twice(&heads, &assignment);
    Reading {
        cut,
        parted,
        value: cut.score + weights.assignment * mean + weights.roofed_twice * roofs,
        assignment,
    }
}

/// The share of entries whose title and organisation both stand in lines that they share: such
/// lines are an entry of their own and no employer's.
fn roofed_twice(heads: &[Head], assignment: &Assignment) -> f32 {
    let both = heads
        .iter()
        .zip(&assignment.entries)
        .filter(|(head, taken)| {
            let shares = |field| {
                taken
                    .iter()
                    .any(|taken| taken.field == Some(field) && taken.line < head.shared)
            };
            shares(Field::Title) && shares(Field::Organization)
        });
    both.count() as f32 / heads.len().max(1) as f32
}

/// True for a line whose label says what its value is, so that nothing is left to assign.
fn is_labelled(line: &Line) -> bool {
    line.labelled().is_some_and(|(role, _)| {
        matches!(
            role,
            LabelRole::Title | LabelRole::Organization | LabelRole::Location | LabelRole::Period
        )
    })
}

/// The head that is assigned: without labelled lines, and without a project's trailing tags.
fn assignable(maker: &Maker<'_>, kind: Kind, parted: &Parted) -> Head {
    let mut head = Head::default();
    for (n, line) in parted.head.iter().enumerate() {
        if is_labelled(line) {
            continue;
        }
        if n < parted.shared {
            head.shared += 1;
        }
        let first = n == parted.shared;
        match heads::trailing_tags(maker.lexicon, kind, line).filter(|_| first) {
            Some(start) => {
                let mut front = line.slice(0..start);
                super::super::annotate::annotate(maker.lexicon, &mut front);
                head.lines.push(Rc::new(front));
            }
            None => head.lines.push(Rc::clone(line)),
        }
    }
    head
}

fn build(
    maker: &mut Maker<'_>,
    (kind, form): (Kind, Kind),
    cuts: &Segmentations,
    best: Reading<'_>,
    context: &Context,
) -> Entries {
    let Reading {
        cut,
        parted,
        mut assignment,
        ..
    } = best;
    let heads: Vec<Head> = parted
        .iter()
        .map(|parted| assignable(maker, form, parted))
        .collect();
    places::settle(
        maker.lexicon,
        form,
        context,
        &heads,
        &mut assignment.entries,
    );
    let mut out = Entries {
        before: cut.before.clone(),
        margin: assignment.margin,
        reading: format!("{}: {}", cut.opener, assignment.reading),
        ..Entries::default()
    };
    let none = Vec::new();
    let mut made = Vec::new();
    let headings = inner::headings(maker.lexicon, kind, &parted, cuts);
    let cited = citation::all(maker.lexicon, form, &lone(&parted));
    for (n, (segment, parted)) in cut.segments.iter().zip(&parted).enumerate() {
        let Some(first) = segment.lines.first() else {
            continue;
        };
        let mut draft = Draft {
            entry: Entry::new(
                match entry_kind(kind) {
                    EntryKind::Project if first.chain.iter().any(|id| maker.small.contains(id)) => {
                        EntryKind::SmallProject
                    }
                    other => other,
                },
                maker.page.span(first.source),
            ),
            description: Vec::new(),
            after_bullet: false,
        };
        let head = &heads[n];
        let taken = assignment.entries.get(n).unwrap_or(&none);
        name(
            maker,
            &mut draft,
            form,
            parted,
            (head, taken),
            cited[n].as_ref(),
        );
        let margin = assignment.margins.get(n);
        if let Some(margin) = margin.filter(|_| cited[n].is_none()) {
            maker.doubt_entry(kind, head, (taken, margin), &draft.entry);
        }
        if let Some(closing) = &parted.closing {
            turns::set_aside(maker, segment, closing);
        }
        let (rest, projects) = inner::parted(&parted.rest, &headings);
        body::read(maker, &mut draft, rest, cuts, first.depth);
        for lines in projects {
            draft.entry.parts.push(inner::read(maker, lines, cuts));
        }
        let own = segment
            .lines
            .iter()
            .filter(|line| !cuts.labels.contains_key(&line.index));
        let entry = complete(maker, draft, own);
        // A date over a list of things is no employer of theirs.
        let is_roof = !segment
            .shared
            .iter()
            .all(|line| segment::is_only_date(line));
        let group = segment
            .shared
            .first()
            .filter(|_| is_roof)
            .map(|line| line.index);
        let inherits = !segment.lines.iter().any(|line| line.is_dated());
        made.push(Made {
            group,
            entry,
            inherits,
        });
    }
    out.entries = grouped(maker, cut, made);
    out
}

/// An entry before those of one employer are put together.
struct Made {
    /// The first line that it shares with its siblings.
    group: Option<usize>,
    entry: Entry,
    /// It has no dates of its own.
    inherits: bool,
}

/// "Palco Aberto (via Lúmen Consulting)": the client, and who sent the person there.
fn part_via(lexicon: &Lexicon, entry: &mut Entry) {
    let Some(organization) = &mut entry.organization else {
        return;
    };
    let Some((client, rest)) = organization.value.split_once('(') else {
        return;
    };
    let Some(via) = rest.trim().strip_suffix(')') else {
        return;
    };
    let is_via = via
        .split_once(' ')
        .is_some_and(|(first, _)| lexicon.is_via(&fold(first)));
    if is_via && !client.trim().is_empty() {
        let span = organization.span.clone();
        entry.via = Some(Text::new(via.to_owned(), span.clone()));
        *organization = Text::new(client.trim().to_owned(), span);
    }
}

/// Entries below one line that names their employer become parts of one entry.
fn grouped(maker: &mut Maker<'_>, cut: &Segmentation, made: Vec<Made>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut segments = cut.segments.iter();
    let mut made = made.into_iter().peekable();
    while let Some(first) = made.next() {
        let segment = segments.next();
        let group = first.group;
        let mut inherits = vec![first.inherits];
        let mut parts = vec![first.entry];
        while group.is_some()
            && let Some(next) = made.next_if(|other| other.group == group)
        {
            parts.push(next.entry);
            inherits.push(next.inherits);
            segments.next();
        }
        if parts.len() == 1 {
            out.append(&mut parts);
            continue;
        }
        let mut roof = under_one_roof(parts);
        if let ([roof], Some(segment)) = (roof.as_mut_slice(), segment) {
            let dated = segment
                .shared
                .iter()
                .find_map(|line| Some((line, line.dated().next()?)));
            let is_own = |date: &Date| {
                let period = |part: &Entry| part.period.as_ref().map(|p| (p.start, p.end));
                roof.parts
                    .iter()
                    .any(|part| period(part) != Some(date.key()))
            };
            if let Some((line, date)) = dated.filter(|(_, date)| is_own(date)) {
                // The employer's dates are none of a role that has no own.
                for (part, inherits) in roof.parts.iter_mut().zip(&inherits) {
                    part.period = part.period.take().filter(|_| !inherits);
                }
                roof.period = maker.period(line, date);
            }
        }
        out.append(&mut roof);
    }
    out
}

/// One entry over several, where they have their organisation in common.
fn under_one_roof(mut parts: Vec<Entry>) -> Vec<Entry> {
    let first = &parts[0];
    let shared = |value: fn(&Entry) -> &Option<Text>| {
        let own = value(first).as_ref()?;
        let same = |part: &Entry| value(part).as_ref().is_some_and(|v| v.value == own.value);
        parts.iter().all(same).then(|| own.clone())
    };
    let (Some(organization), location) = (
        shared(|entry| &entry.organization),
        shared(|entry| &entry.location),
    ) else {
        return parts;
    };
    let mut roof = Entry::new(first.kind, first.span.clone());
    for part in &mut parts {
        part.organization = None;
        if location.is_some() {
            part.location = None;
        }
    }
    roof.organization = Some(organization);
    roof.location = location;
    roof.parts = parts;
    vec![roof]
}

/// The model's kind of a section's entries.
pub(crate) fn entry_kind(kind: Kind) -> EntryKind {
    match kind {
        Kind::Section(section) => section.entry_kind(),
        Kind::Summary | Kind::Contact | Kind::Personal | Kind::Ignored => EntryKind::Other,
    }
}

/// Fills an entry's fields from its head.
fn name(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    kind: Kind,
    parted: &Parted,
    (head, taken): (&Head, &[Taken]),
    cited: Option<&Cited>,
) {
    for (n, line) in parted.head.iter().enumerate() {
        draft.links(maker.links(line, &(0..line.text.len())));
        if is_labelled(line) {
            let has = |field| taken.iter().any(|taken| taken.field == Some(field));
            let is_full = has(Field::Title) && has(Field::Organization);
            // What its own heading names has a role beside it.
            let is_named = |taken: &Taken| {
                let line = &head.lines[taken.line];
                taken.field == Some(Field::Title)
                    && taken.line >= head.shared
                    && (line.heading > 0 || line.is_bold())
            };
            let is_titled = is_full || !kind.is_dated() && taken.iter().any(is_named);
            labelled(maker, draft, line, (is_titled, is_full));
        }
        if n == parted.shared
            && let Some(start) = heads::trailing_tags(maker.lexicon, kind, line)
        {
            let tags = maker.tags(line, start..line.text.len(), Target::Tag);
            draft.entry.tags.extend(tags);
        }
    }
    if let (Some(cited), Some(line)) = (cited, parted.head.last()) {
        citation::take(maker, draft, line, cited);
        if draft.entry.period.is_none() {
            period(maker, draft, parted);
        }
        return;
    }
    period(maker, draft, parted);
    let place = taken
        .iter()
        .find(|taken| taken.field == Some(Field::Place))
        .cloned();
    let taken = sound::pieces(maker.lexicon, kind, head, taken);
    for taken in &wholes::pieces(maker.lexicon, kind, head, &taken) {
        let line = &head.lines[taken.line];
        let is_loose = matches!(taken.field, Some(Field::Text) | None);
        let says_place = |place: &Taken| {
            head.lines[place.line].text[place.at.clone()] == line.text[taken.at.clone()]
        };
        // "Acme, London" above "London": the place stands there already.
        if is_loose && place.as_ref().is_some_and(says_place) {
            let again = line.place(taken.at.clone());
            maker.account.set_aside(again, Reason::Repeated);
            continue;
        }
        field(maker, draft, line, taken, place.as_ref());
    }
    name_by_employment(maker, draft);
}

/// The one line that names each entry; `None` where there are more.
fn lone(parted: &[Parted]) -> Vec<Option<&Line>> {
    let mut out = Vec::with_capacity(parted.len());
    for one in parted {
        out.push(match &one.head[one.shared..] {
            [line] => Some(line.as_ref()),
            _ => None,
        });
    }
    out
}

/// Where an employer stands alone beside a kind of employment, that is what the person was there:
/// "Internship, Acme".
fn name_by_employment(maker: &Maker<'_>, draft: &mut Draft) {
    let entry = &mut draft.entry;
    if entry.kind != EntryKind::Position || entry.details.len() != 1 {
        return;
    }
    let is_role = |text: &str| {
        let mut words = crate::extract::fold::words(text).into_iter();
        words.any(|word| maker.lexicon.is_role(&word))
    };
    let words = entry.details[0].text.text();
    if !maker.lexicon.is_employment(&words) {
        return;
    }
    match (&entry.title, &entry.organization) {
        (None, Some(_)) => {}
        (Some(title), None) if is_role(&words) && !is_role(&title.value) => {
            entry.organization = entry.title.take();
        }
        (Some(_), _) | (None, None) => return,
    }
    let span = entry.details[0].text.span.clone();
    entry.details.clear();
    entry.title = Some(Text::new(words, span));
}

/// Fills one field.
fn field(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    line: &Line,
    taken: &Taken,
    place: Option<&Taken>,
) {
    let at = taken.at.clone();
    let entry = &mut draft.entry;
    match taken.field {
        Some(Field::Title) if entry.title.is_none() => {
            entry.title = maker.text(line, at, Target::Title);
        }
        Some(Field::Organization) if entry.organization.is_none() => {
            entry.organization = maker.text(line, at, Target::Organization);
        }
        // What a mode was joined with is no place twice.
        Some(Field::Place)
            if entry
                .location
                .as_ref()
                .is_some_and(|known| known.value.contains(line.text[at.clone()].trim())) => {}
        Some(Field::Place) if entry.location.is_none() => {
            entry.location = maker.text(line, at, Target::Place);
        }
        Some(Field::Title | Field::Organization | Field::Place | Field::Text) | None => {
            // A bracket that closes in the text opens in it.
            let opens = line.text[..at.start].ends_with('(');
            let closes = line.text[at.clone()].matches(')').count();
            let is_half = opens && closes > line.text[at.clone()].matches('(').count();
            let at = at.start - usize::from(is_half)..at.end;
            let text = maker.rich(line, at, Target::Description);
            let says = |text: &RichText| text.text().chars().count() > 1;
            let Some(text) = text.filter(says) else {
                return;
            };
            // A figure beside a school is a grade.
            if entry.kind == EntryKind::Education && !text.text().contains(char::is_alphabetic) {
                entry.details.push(Detail {
                    label: DetailLabel::Without,
                    text,
                });
            } else {
                draft.description.push(text);
            }
        }
        // Beside two dates, or alone below them, a length of time says nothing; elsewhere it does.
        Some(Field::Duration)
            if entry.period.as_ref().is_some_and(|p| p.end.is_some())
                && (line.is_dated() || at == (0..line.text.len())) =>
        {
            maker.account.set_aside(line.place(at), Reason::Duration);
        }
        Some(Field::Employment | Field::Duration) => {
            // A date took the other half of the bracket.
            let written = &line.text[at.clone()];
            let has = |signs: [char; 2]| written.contains(signs);
            let (opens, ends) = (has(['(', '（']), has([')', '）']));
            let inner = match (opens, ends) {
                (true, false) => written.trim_start_matches(['(', '（']),
                _ => written,
            };
            let start = at.end - inner.len();
            let inner = match (opens, ends) {
                (false, true) => inner.trim_end_matches([')', '）']),
                _ => inner,
            };
            let at = start..start + inner.len();
            if let Some(text) = maker.rich(line, at, Target::Detail) {
                entry.details.push(Detail {
                    label: DetailLabel::Without,
                    text,
                });
            }
        }
        Some(Field::Mode) => mode(maker, draft, line, taken, place),
        Some(Field::Address | Field::Call) => {
            maker.account.set_aside(line.place(at), Reason::Call);
        }
        Some(Field::Label) => maker.account.set_aside(line.place(at), Reason::Label),
    }
}

/// How work is done joins the place as it is written: "Hagen (Remote)".
fn mode(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    line: &Line,
    taken: &Taken,
    place: Option<&Taken>,
) {
    let at = taken.at.clone();
    let same_line = place.filter(|place| place.line == taken.line);
    let joined = same_line.map(|place| {
        let (first, second) = match place.at.start < at.start {
            true => (&place.at, &at),
            false => (&at, &place.at),
        };
        (first.start..second.end, first.end..second.start)
    });
    let beside = joined.and_then(|(joined, between)| {
        let between = line.text.get(between)?;
        let signs = between
            .chars()
            .filter(|c| !c.is_alphanumeric() && *c != ' ');
        (signs.count() <= 2 && !between.contains(char::is_alphanumeric)).then_some(joined)
    });
    match beside {
        Some(joined) => {
            let close = line.text[joined.end..].starts_with([')', '）']);
            let open = line.text[joined.clone()].contains(['(', '（']);
            let sign = line.text[joined.end..]
                .chars()
                .next()
                .map_or(0, char::len_utf8);
            let end = joined.end + if close && open { sign } else { 0 };
            draft.entry.location = maker.text(line, joined.start..end, Target::Place);
        }
        None if draft.entry.location.is_none() => {
            draft.entry.location = maker.text(line, at, Target::Place);
        }
        None => maker.account.set_aside(line.place(at), Reason::Repeated),
    }
}

/// Takes a labelled value. Where the head names the title, or title and organisation, by itself, a
/// further one says more of them: "Role: lead of four people".
fn labelled(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    line: &Line,
    (is_titled, is_full): (bool, bool),
) {
    let Some((role, value)) = line.labelled() else {
        return;
    };
    let entry = &mut draft.entry;
    match role {
        LabelRole::Title | LabelRole::Organization
            if is_full || is_titled && role == LabelRole::Title =>
        {
            if let Some(text) = maker.rich(line, value.clone(), Target::Detail) {
                entry.details.push(Detail {
                    label: DetailLabel::Without,
                    text,
                });
            }
        }
        LabelRole::Title => entry.title = maker.text(line, value.clone(), Target::Title),
        LabelRole::Organization => {
            entry.organization = maker.text(line, value.clone(), Target::Organization);
        }
        LabelRole::Location => entry.location = maker.text(line, value.clone(), Target::Place),
        LabelRole::Period
        | LabelRole::Name
        | LabelRole::Email
        | LabelRole::Phone
        | LabelRole::Website
        | LabelRole::Details
        | LabelRole::Tags
        | LabelRole::Highlights
        | LabelRole::Part => {}
    }
    maker
        .account
        .set_aside(line.place(0..value.start), Reason::Label);
}

/// The entry's dates: the first range of its head, else the first date; its own lines before
/// those it shares.
fn period(maker: &mut Maker<'_>, draft: &mut Draft, parted: &Parted) {
    let (shared, own) = parted.head.split_at(parted.shared);
    let lines = || own.iter().chain(shared);
    let pick = |all: Vec<(Rc<Line>, Date)>| -> Option<(Rc<Line>, Date)> {
        let range = all.iter().position(|(_, date)| date.is_range);
        let best = range.unwrap_or(0);
        let first = all.get(best).map(|(_, date)| date.clone());
        // Months beside the same years say more.
        let fuller = first.and_then(|first| all.iter().position(|(_, date)| first.says_less(date)));
        all.into_iter().nth(fuller.unwrap_or(best))
    };
    let of = |dated: bool| -> Vec<(Rc<Line>, Date)> {
        lines()
            .flat_map(|line| {
                line.notes
                    .dates
                    .iter()
                    .map(move |date| (Rc::clone(line), date.clone()))
            })
            .filter(|(_, date)| {
                if dated {
                    date.dates_line
                } else {
                    date.is_range
                }
            })
            .collect()
    };
    let found = pick(of(true)).or_else(|| pick(of(false)));
    if let Some((line, date)) = found {
        let period = maker.period(&line, &date);
        draft.entry.period = match &parted.closing {
            Some(closing) => period.map(|period| turns::closed(period, closing)),
            None => period,
        };
        for line in lines() {
            for other in line
                .notes
                .dates
                .iter()
                .filter(|other| other.says_less(&date))
            {
                let place = line.place(other.at.clone());
                maker.account.set_aside(place, Reason::Repeated);
            }
        }
    }
}

/// What no field took: printed with the entry, and counted.
fn leftovers<'l>(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    lines: impl Iterator<Item = &'l Rc<Line>>,
) {
    for line in lines {
        for at in maker.account.free(line) {
            // The same date for another width of the screen.
            let period = draft.entry.period.as_ref().map(|p| (p.start, p.end));
            let says_period =
                |date: &Date| date.at == at && period.is_some_and(|period| period == date.key());
            if line.notes.dates.iter().any(says_period) {
                maker.account.set_aside(line.place(at), Reason::Repeated);
                continue;
            }
            if joins(maker, &line.text[at.clone()]) {
                maker.account.set_aside(line.place(at), Reason::Joint);
                continue;
            }
            let at = without_joint(maker, line, at);
            // A second period says something beside the first, and is no sentence.
            let is_rest = |rest: &str| rest.trim_matches([')', '）', ']', ',', ' ']).is_empty();
            let further = line
                .notes
                .dates
                .iter()
                .find(|date| {
                    date.at.start == at.start
                        && line.text.get(date.at.end..at.end).is_some_and(is_rest)
                })
                .filter(|date| date.is_range && date.dates_line && draft.entry.period.is_some());
            if let Some(date) = further {
                let rest = line.place(date.at.end..at.end);
                maker.account.set_aside(rest, Reason::Joint);
                if let Some(text) = maker.rich(line, date.at.clone(), Target::Detail) {
                    draft.entry.details.push(Detail {
                        label: DetailLabel::Without,
                        text,
                    });
                }
                continue;
            }
            let text = maker.unplaced(line, at, Target::Description);
            draft.description.extend(text);
        }
    }
}

/// A further period without what joins it to the first: "and 6/2011 – 8/2011", "6–8/2008 and".
fn without_joint(maker: &mut Maker<'_>, line: &Line, at: Range<usize>) -> Range<usize> {
    let dates = || line.notes.dates.iter();
    let inside = |date: &&Date| at.start <= date.at.start && date.at.end <= at.end;
    let (Some(first), Some(last)) = (dates().find(inside), dates().rfind(inside)) else {
        return at;
    };
    let (mut start, mut end) = (at.start, at.end);
    for (edge, is_before) in [(start..first.at.start, true), (last.at.end..end, false)] {
        let words = &line.text[edge.clone()];
        let is_joint = !words.contains(char::is_alphanumeric) || joins(maker, words);
        if words.is_empty() || words.contains(['(', ')', '（', '）', '[', ']']) || !is_joint {
            continue;
        }
        match is_before {
            true => start = edge.end,
            false => end = edge.start,
        }
        maker.account.set_aside(line.place(edge), Reason::Joint);
    }
    start..end
}

/// True for words that only join what is kept: "at", "from", "and".
pub(crate) fn joins(maker: &Maker<'_>, text: &str) -> bool {
    let words = crate::extract::fold::words(text);
    let lexicon = maker.lexicon;
    // "Lecce, LE": capitals are a name's, whatever they spell.
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return false;
    }
    let joint = |word: &String| {
        lexicon.is_joiner(word)
            || lexicon.is_function_word(word)
            || lexicon.is_date_preposition(word)
            || lexicon.at_words().contains(word)
            || lexicon.weak_at_words().contains(word)
    };
    // "D'août": what is left of the preposition.
    if words.len() == 1 && text.trim_end().ends_with(['\'', '’']) {
        return letters().count() == 1 || words.iter().all(joint);
    }
    words.len() <= 2 && words.iter().all(joint)
}

/// Plain is better than false: what cannot be a title or an employer becomes text.
/// The entry of a draft, with what its lines say that nothing has taken.
pub(super) fn complete<'l>(
    maker: &mut Maker<'_>,
    mut draft: Draft,
    lines: impl Iterator<Item = &'l Rc<Line>>,
) -> Entry {
    leftovers(maker, &mut draft, lines);
    finish(maker, draft)
}

fn finish(maker: &Maker<'_>, mut draft: Draft) -> Entry {
    let is_dated = matches!(
        draft.entry.kind,
        EntryKind::Position | EntryKind::Education | EntryKind::Volunteering
    );
    let refuse =
        |text: &Text, is_title| sound::is_none(maker.lexicon, &text.value, is_title, is_dated);
    let mut plain = Vec::new();
    for (is_title, field) in [
        (true, &mut draft.entry.title),
        (false, &mut draft.entry.organization),
    ] {
        if let Some(text) = field.take_if(|text| refuse(text, is_title)) {
            plain.push(RichText::plain(text.value, text.span));
        }
    }
    plain.append(&mut draft.description);
    draft.entry.summary = joined(plain);
    part_via(maker.lexicon, &mut draft.entry);
    draft.entry
}
