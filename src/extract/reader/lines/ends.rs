//! The two ends of a period in lines of their own: "Beginn: 03/2019" above "Ende: 05/2021" says
//! "Beginn: 03/2019 Ende: 05/2021" on one line.

use super::super::{Lexicon, Line, annotate};
use super::labelled::join;

/// A longer line says more than a date, in bytes.
const LONGEST: usize = 60;

/// The lines, those of a labelled start and its end put together.
pub(super) fn joined(lexicon: &Lexicon, lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match out.last_mut().filter(|last| is_pair(lexicon, last, &line)) {
            Some(start) => join(start, line, " "),
            None => out.push(line),
        }
    }
    out
}

/// True where two lines are one period, and each alone is none.
fn is_pair(lexicon: &Lexicon, start: &Line, end: &Line) -> bool {
    let is_short = |line: &Line| {
        line.heading == 0
            && line.text.len() <= LONGEST
            && line.text.starts_with(char::is_alphabetic)
    };
    if !is_short(start) || !is_short(end) || start.depth != end.depth {
        return false;
    }
    let opening = annotate::dates(lexicon, &start.text);
    let [first] = opening.as_slice() else {
        return false;
    };
    if first.end.is_some() || first.at.end < start.text.trim_end().len() {
        return false;
    }
    let both = format!("{} {}", start.text.trim_end(), end.text.trim());
    let dates = annotate::dates(lexicon, &both);
    let [period] = dates.as_slice() else {
        return false;
    };
    period.is_range && period.at == (0..both.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    fn read(all: &[&str]) -> Vec<String> {
        let lines = joined(lexicon(), all.iter().map(|text| plain(text)).collect());
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_labelled_start_and_end_are_one_line() {
        assert_eq!(
            read(&["Acme", "Inicio: 03/2019", "Fin: 05/2021", "Faro"]),
            ["Acme", "Inicio: 03/2019 Fin: 05/2021", "Faro"]
        );
        assert_eq!(
            read(&["Alku: 2019", "Loppu: 2021"]),
            ["Alku: 2019 Loppu: 2021"]
        );
        assert_eq!(read(&["入社日：2019年3月", "退社日：2021年5月"]).len(), 1);
    }

    #[test]
    fn dates_of_two_things_are_two_lines() {
        for two in [
            ["Clerk 2019", "Gaffer 2021"],
            ["Start: 2019", "Start: 2021"],
            ["Inicio: 2019", "Fin de la obra 2021"],
            ["2019", "2021"],
        ] {
            assert_eq!(read(&two), two);
        }
    }
}
