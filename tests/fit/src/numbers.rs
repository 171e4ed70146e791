//! The numbers of a file of weights: where they stand, and the text with others in their places.

use std::ops::Range;

/// A number of the file.
pub struct Number {
    /// Its key, and its line: `repeat, line 103`.
    pub name: String,
    pub value: f64,
    place: Range<usize>,
}

/// Every number behind a colon, outside comments.
pub fn of(text: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut start = 0;
    for (line, written) in text.split_inclusive('\n').enumerate() {
        let told = written.split('#').next().unwrap_or_default();
        for (colon, _) in told.match_indices(':') {
            let behind = &told[colon + 1..];
            let lead = behind.len() - behind.trim_start().len();
            let number = behind.trim_start();
            let end = number
                .find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-')
                .unwrap_or(number.len());
            let Ok(value) = number[..end].parse() else {
                continue;
            };
            let key = told[..colon].rsplit([' ', '{', ',']).next();
            let from = start + colon + 1 + lead;
            numbers.push(Number {
                name: format!("{}, line {}", key.unwrap_or_default(), line + 1),
                value,
                place: from..from + end,
            });
        }
        start += written.len();
    }
    numbers
}

/// The text with these values.
pub fn with(text: &str, numbers: &[Number], values: &[f64]) -> String {
    let mut written = String::new();
    let mut from = 0;
    for (number, value) in numbers.iter().zip(values) {
        written.push_str(&text[from..number.place.start]);
        let shown = format!("{value:.3}");
        let shown = shown.trim_end_matches('0');
        written.push_str(shown);
        if shown.ends_with('.') {
            written.push('0');
        }
        from = number.place.end;
    }
    written.push_str(&text[from..]);
    written
}
