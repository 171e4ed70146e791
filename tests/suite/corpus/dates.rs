//! Dates of labels and of what was read. A label writes `2019`, `2019-03`, `summer 2019`,
//! `2019-03 – 2021`, `2019 – present`; anything else is text that no date equals.

/// One end of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Now,
    On(u16, Option<Within>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Within {
    Month(u8),
    Season(u8),
}

/// A date, or both ends of a period; nothing is known of neither.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dates {
    start: Option<End>,
    end: Option<End>,
}

impl Dates {
    /// Of two fields.
    pub fn of_fields(start: Option<&str>, end: Option<&str>) -> Option<Self> {
        let dates = Dates {
            start: start.and_then(end_of),
            end: end.and_then(end_of),
        };
        (start.is_some() || end.is_some()).then_some(dates)
    }

    /// Of a label.
    pub fn of_label(text: &str) -> Option<Self> {
        let (start, end) = match text.split_once(" – ") {
            Some((start, end)) => (end_of(start)?, Some(end_of(end)?)),
            None => (end_of(text)?, None),
        };
        Some(Dates {
            start: Some(start),
            end,
        })
    }

    /// True if nothing of it could be read.
    pub fn is_empty(self) -> bool {
        self.start.is_none() && self.end.is_none()
    }

    /// True if what was read says what the label says. A month that only one of them has is no
    /// difference; what goes on has no end in JSON Resume, and a single date has both.
    pub fn are_told_by(self, read: Dates) -> bool {
        if !may_be(self.start, read.start) {
            return read.start.is_none() && self.end.is_none() && may_be(self.start, read.end);
        }
        match (self.end, read.end) {
            (Some(_), Some(_)) => may_be(self.end, read.end),
            (None, None) | (Some(End::Now), None) => true,
            (Some(End::On(..)), None) => false,
            (None, Some(_)) => may_be(self.start, read.end),
        }
    }
}

fn may_be(a: Option<End>, b: Option<End>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    match (a, b) {
        (End::Now, End::Now) => true,
        (End::On(year, within), End::On(other, inside)) => {
            let is_same = match (within, inside) {
                (Some(Within::Month(a)), Some(Within::Month(b)))
                | (Some(Within::Season(a)), Some(Within::Season(b))) => a == b,
                (None, _)
                | (_, None)
                | (Some(Within::Month(_)), Some(Within::Season(_)))
                | (Some(Within::Season(_)), Some(Within::Month(_))) => true,
            };
            year == other && is_same
        }
        (End::Now, End::On(..)) | (End::On(..), End::Now) => false,
    }
}

fn end_of(text: &str) -> Option<End> {
    let text = text.trim();
    if text == "present" {
        return Some(End::Now);
    }
    let seasons = ["spring", "summer", "autumn", "winter"];
    for (number, season) in (0..).zip(seasons) {
        let of_year = text.strip_prefix(season).map(str::trim);
        if let Some(year) = of_year.and_then(|year| year.parse().ok()) {
            return Some(End::On(year, Some(Within::Season(number))));
        }
    }
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<u8> = match parts.next() {
        Some(month) => Some(month.parse().ok()?),
        None => None,
    };
    Some(End::On(year, month.map(Within::Month)))
}
