//! Lists below dates: what stands under "2013" are things of that year, each an entry.

use super::facts::Facts;
use super::levels::Cut;
use super::marks::Opener;
use super::score::Piece;
use super::sign::Rank;
use crate::extract::reader::{Kind, Line};

/// Of the lines below dates so many may be running text.
const PROSE_SHARE: f32 = 0.3;

/// True for a line that is a date and nothing else.
pub(crate) fn is_only_date(line: &Line) -> bool {
    let [date] = line.notes.dates.as_slice() else {
        return false;
    };
    let is_seen = |text: &str| text.contains(char::is_alphanumeric);
    !is_seen(&line.text[..date.at.start]) && !is_seen(&line.text[date.at.end..])
}

/// The entries of lists whose titles are dates. `None` where the opener is something else, or where
/// the lines below each date are parts of one thing.
pub(super) fn by_dates(facts: &Facts, kind: Kind, dates: &Opener) -> Option<Cut> {
    let only_dates = |at: &usize| is_only_date(&facts.lines[*at]);
    if dates.at.len() < 2 || dates.at[0] > 0 || !dates.at.iter().all(only_dates) {
        return None;
    }
    let all = facts.lines.len();
    let ends = dates.at.iter().skip(1).copied().chain([all]);
    let mut pieces = Vec::with_capacity(all);
    let mut counts = Vec::with_capacity(dates.at.len());
    let are_items = facts.of[dates.at[0] + 1..].first()?.opens_item;
    for (from, to) in dates.at.iter().copied().zip(ends) {
        let starts: Vec<usize> = (from + 1..to)
            .filter(|at| {
                let fact = &facts.of[*at];
                !are_items || fact.depth == 1 && fact.opens_item
            })
            .collect();
        if starts.first() != Some(&(from + 1)) {
            return None;
        }
        counts.push(starts.len());
        for (k, start) in starts.iter().enumerate() {
            pieces.push(Piece {
                shared: from..from + 1,
                own: *start..starts.get(k + 1).copied().unwrap_or(to),
            });
        }
    }
    let is_plain = |piece: &Piece| {
        let fact = &facts.of[piece.own.start];
        let is_item = fact.depth > 0 && fact.opens_item;
        fact.rank <= Rank::Item && !fact.is_label && !fact.is_dated() && is_item == are_items
    };
    let prose = pieces
        .iter()
        .filter(|piece| facts.of[piece.own.start].is_prose)
        .count();
    // A thing with its maker and what it is has as many lines as the next one.
    let varies = counts.iter().any(|count| *count > 1) && counts.contains(&1);
    let lists = match are_items {
        true => !kind.is_dated() || varies,
        false => !kind.is_dated() && varies,
    };
    let tells = kind != Kind::PUBLICATIONS && prose as f32 > PROSE_SHARE * pieces.len() as f32;
    (lists && !tells && pieces.iter().all(is_plain)).then_some(Cut {
        pieces,
        first: 0,
        is_grouped: true,
    })
}

#[cfg(test)]
mod tests {
    use super::super::marks::Mark;
    use super::super::sample::{Few, dated, heading, item, lines, plain};
    use super::*;

    fn year(year: u16) -> Line {
        let mut line = dated(heading(5, "2019"), &[(year, None)]);
        for date in &mut line.notes.dates {
            date.at = 0..4;
        }
        line
    }

    fn shared(list: Vec<Line>, kind: Kind) -> Option<Vec<usize>> {
        let list = lines(list);
        let facts = Facts::new(&Few::default(), &list);
        let opener = Opener {
            mark: Mark::Heading(5),
            at: (0..list.len()).filter(|at| list[*at].heading > 0).collect(),
        };
        let cut = by_dates(&facts, kind, &opener)?;
        Some(cut.pieces.iter().map(|piece| piece.shared.start).collect())
    }

    #[test]
    fn each_line_below_a_year_is_an_entry_of_it() {
        let show = |a: &str| plain(a);
        let list = vec![
            year(2019),
            show("Looms, Mill Hall"),
            year(2018),
            show("Threads, Old Barn"),
            show("Wool, Town House"),
        ];
        assert_eq!(shared(list.clone(), Kind::OTHER), Some(vec![0, 2, 2]));
        assert_eq!(shared(list, Kind::EXPERIENCE), None);
    }

    #[test]
    fn as_many_lines_below_each_date_are_one_thing() {
        let list = vec![
            year(2019),
            plain("Prize"),
            plain("Mill Hall"),
            year(2018),
            plain("Cup"),
            plain("Old Barn"),
        ];
        assert_eq!(shared(list, Kind::AWARDS), None);
        let list = vec![
            year(2019),
            item("Prize"),
            item("Cup"),
            year(2018),
            item("Medal"),
            item("Bowl"),
        ];
        assert_eq!(shared(list, Kind::AWARDS), Some(vec![0, 0, 3, 3]));
    }
}
