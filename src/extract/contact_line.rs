//! A line of contacts in its pieces: what reaches the person, where they live, what they do.

use super::person::{address_among_contacts, email_in, is_phone, is_place};
use super::pieces::{bars, facts, is_prose, items, label, trim_marks};
use super::vocabulary::Vocabulary;

/// Cuts a line of contacts: at bars, around addresses, and at dashes and commas beside what
/// reaches the person or says where they are. "Porto, Portugal" stays together.
pub(super) fn pieces<'a>(words: &Vocabulary, line: &'a str) -> Vec<&'a str> {
    let mut out = Vec::new();
    for part in bars(line) {
        match label(part) {
            Some(_) => out.push(part),
            None => around_addresses(words, part, &mut out),
        }
    }
    out
}

/// What the person does, as a line of contacts says it.
pub(super) fn trade<'a>(words: &Vocabulary, line: &'a str) -> Option<&'a str> {
    let is_trade = |piece: &&str| !reaches(piece) && words.speaks_of_role(piece);
    pieces(words, line)
        .into_iter()
        .filter(|piece| label(piece).is_none() && !is_prose(piece))
        .find(is_trade)
}

/// What a line of contacts says besides, which no part of a résumé is known to hold.
pub(super) fn strays<'a>(words: &Vocabulary, line: &'a str) -> Vec<&'a str> {
    let is_known = |piece: &&str| {
        reaches(piece)
            || label(piece).is_some()
            || is_place(words, piece)
            || words.speaks_of_role(piece)
            || words.contact_label(piece)
            || !piece.contains(char::is_alphanumeric)
    };
    let mut pieces = pieces(words, line);
    pieces.retain(|piece| !is_known(piece));
    pieces
}

/// True for an address or number and nothing else.
fn reaches(piece: &str) -> bool {
    email_in(piece).is_some() || is_phone(piece) || address_among_contacts(piece).is_some()
}

fn around_addresses<'a>(words: &Vocabulary, part: &'a str, out: &mut Vec<&'a str>) {
    let mut rest = part;
    while let Some(email) = email_in(rest) {
        let Some(at) = rest.find(&email) else { break };
        let end = at + email.len();
        beside(words, &rest[..at], out);
        out.push(&rest[at..end]);
        rest = &rest[end..];
    }
    beside(words, rest, out);
}

/// What stands beside an address, or is a piece of its own.
fn beside<'a>(words: &Vocabulary, text: &'a str, out: &mut Vec<&'a str>) {
    let text = trim_marks(text);
    let says = |piece: &&str| reaches(piece) || is_place(words, piece);
    let parts = facts(text);
    if reaches(text) || !parts.iter().any(says) {
        out.extend(between_numbers(text));
        return;
    }
    out.extend(parts.into_iter().flat_map(between_numbers));
}

/// Cuts at the commas beside numbers and addresses; what stands between two of them stays whole.
fn between_numbers(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    // From the first to one past the last byte of what is no number.
    let mut open: Option<(usize, usize)> = None;
    let mut from = 0;
    for item in items(text) {
        let at = text[from..].find(item).map_or(from, |at| from + at);
        from = at + item.len();
        if reaches(item) {
            out.extend(open.take().map(|(start, end)| &text[start..end]));
            out.push(item);
        } else {
            let start = open.map_or(at, |(start, _)| start);
            open = Some((start, from));
        }
    }
    out.extend(open.map(|(start, end)| &text[start..end]));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::vocabulary;

    #[test]
    fn a_line_is_cut_whatever_parts_its_pieces() {
        let trade = "Staff Engineer";
        let (place, email, phone) = ("Porto, Portugal", "ana@example.org", "+351 22 555 01 47");
        for line in [
            "Staff Engineer | Porto, Portugal | ana@example.org | +351 22 555 01 47",
            "Staff Engineer — Porto, Portugal — ana@example.org — +351 22 555 01 47",
            "Staff Engineer - Porto, Portugal - ana@example.org, +351 22 555 01 47",
            "Staff Engineer · Porto, Portugal, ana@example.org +351 22 555 01 47",
        ] {
            let found = pieces(vocabulary(), line);
            assert_eq!(found, [trade, place, email, phone], "{line}");
            assert_eq!(super::trade(vocabulary(), line), Some(trade));
        }
        let found = pieces(
            vocabulary(),
            "Porto, Portugal, +351 22 555 01 47, ana@example.org",
        );
        assert_eq!(found, [place, phone, email]);
        let line = "Porto | ana@example.org | ana.example.org | E-mail: a@example.org | Nurse";
        assert_eq!(strays(vocabulary(), line), ["Porto"]);
        let found = pieces(vocabulary(), "E-mail: ana@example.org | Ana – the first");
        assert_eq!(found, ["E-mail: ana@example.org", "Ana – the first"]);
    }
}
