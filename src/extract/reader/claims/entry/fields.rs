//! The fields of an entry, from what its head's pieces were taken for.

use std::ops::Range;
use std::rc::Rc;

use super::super::super::assign::{Field, Head, Taken};
use super::super::super::{Date, Decided, Kind, LabelRole, Lexicon, Line};
use super::super::account::{Reason, Target};
use super::super::citation::{self, Cited};
use super::super::heads::{self, Parted};
use super::super::value::Maker;
use super::super::{sound, turns, wholes};
use super::Draft;
use super::reading::is_labelled;
use crate::extract::fold::fold;
use crate::resume::{Detail, DetailLabel, Entry, EntryKind, RichText, Text};

/// Fills an entry's fields from its head.
pub(super) fn name(
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
            && let Some(start) = heads::trailing_tags(maker.lexicon, &maker.listed, kind, line)
        {
            let tags = maker.tags(line, start..line.text.len(), Target::Tag);
            draft.entry.tags.extend(tags);
        }
        if n > parted.shared
            && let Some(tools) = heads::tool_line(maker.lexicon, &maker.listed, kind, line)
        {
            let tags = maker.tags(line, tools, Target::Tag);
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
    let checked = sound::pieces(maker.lexicon, kind, head, taken);
    let checked = wholes::pieces(maker.lexicon, kind, head, &checked);
    for taken in &as_decided(&maker.decided, head, taken, checked) {
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

/// Pieces that were checked; of lines of which the user has said what stretches are, the pieces as
/// they were assigned.
fn as_decided(decided: &Decided, head: &Head, taken: &[Taken], checked: Vec<Taken>) -> Vec<Taken> {
    let of_lines = head.lines.iter().map(|line| !decided.on(line).is_empty());
    let is_decided: Vec<bool> = of_lines.collect();
    if !is_decided.contains(&true) {
        return checked;
    }
    let of = |taken: &Taken| is_decided.get(taken.line) == Some(&true);
    let own = taken.iter().filter(|taken| of(taken)).cloned();
    let mut out: Vec<Taken> = checked.into_iter().filter(|taken| !of(taken)).collect();
    out.extend(own);
    out.sort_by_key(|taken| (taken.line, taken.at.start));
    out
}

/// The one line that names each entry; `None` where there are more.
pub(super) fn lone(parted: &[Parted]) -> Vec<Option<&Line>> {
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
    let name = undated(line, &value);
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
        LabelRole::Title => entry.title = maker.text(line, name, Target::Title),
        LabelRole::Organization => {
            entry.organization = maker.text(line, name, Target::Organization);
        }
        LabelRole::Location => entry.location = maker.text(line, name, Target::Place),
        LabelRole::Period => maker.leave_durations(line, value.start),
        LabelRole::Name
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

/// A labelled value without the dates at its edges, which date the entry: "Employer: Mill – 2019/2021".
fn undated(line: &Line, value: &Range<usize>) -> Range<usize> {
    let mut out = value.clone();
    for date in line.dated() {
        if date.at.start < out.start || date.at.end > out.end {
            continue;
        }
        let is_sign = |text: &str| !text.contains(char::is_alphanumeric);
        if is_sign(&line.text[date.at.end..out.end]) {
            let before = line.text[out.start..date.at.start]
                .trim_end_matches(|c: char| c.is_whitespace() || "(（[–—-,|·•:".contains(c));
            out.end = out.start + before.len();
        } else if is_sign(&line.text[out.start..date.at.start]) {
            out.start = date.at.end;
        }
    }
    match line.text[out.clone()].contains(char::is_alphabetic) {
        true => out,
        false => value.clone(),
    }
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

/// "Palco Aberto (via Lúmen Consulting)": the client, and who sent the person there.
pub(super) fn part_via(lexicon: &Lexicon, entry: &mut Entry) {
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
