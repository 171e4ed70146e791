//! Numbers between two bounds as a regular expression: JSON Schema compares numbers, and a
//! length with its unit is a text.

use std::fmt::Write;

/// The expression, without anchors, of the decimal numbers from `least` to `most`. A positive
/// `least` is a whole number; `most` is positive.
pub(super) fn between(least: f64, most: f64) -> String {
    let plain = match least > 0.0 {
        true => from(least, most),
        false => up_to(most),
    };
    match least < 0.0 {
        true => format!(r"(-{}|\+?{plain})", up_to(-least)),
        false => format!(r"\+?{plain}"),
    }
}

/// Numbers from 0 to a bound.
fn up_to(most: f64) -> String {
    let (whole, fraction) = parts(most);
    let mut choices = Vec::new();
    // Below the bound's whole number any decimals may follow, or stand alone.
    if whole > 0 {
        choices.push(format!(r"0*{}(\.\d*)?", digits(0, whole - 1)));
        choices.push(r"\.\d+".to_owned());
    } else {
        choices.push(format!(r"\.{}", at_most(&fraction, true)));
    }
    choices.push(format!(r"0*{whole}(\.{})?", at_most(&fraction, false)));
    format!("({})", choices.join("|"))
}

/// Numbers from a whole number above 0 to a bound.
fn from(least: f64, most: f64) -> String {
    let (low, _) = parts(least);
    let (whole, fraction) = parts(most);
    let mut choices = Vec::new();
    if low < whole {
        choices.push(format!(r"{}(\.\d*)?", digits(low, whole - 1)));
    }
    choices.push(format!(r"{whole}(\.{})?", at_most(&fraction, false)));
    format!("0*({})", choices.join("|"))
}

/// The whole number and the digits behind the point.
fn parts(number: f64) -> (u32, String) {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    (whole.parse().unwrap_or_default(), fraction.to_owned())
}

/// Digits behind a point that say no more than `fraction`; one at least where they stand alone.
fn at_most(fraction: &str, alone: bool) -> String {
    let Some(first) = fraction.chars().next() else {
        return if alone { "0+" } else { "0*" }.to_owned();
    };
    let mut choices = String::new();
    if let Some(below) = first.to_digit(10).and_then(|digit| digit.checked_sub(1)) {
        let _ = write!(choices, r"[0-{below}]\d*|");
    }
    let _ = write!(choices, "{first}{}", at_most(&fraction[1..], false));
    match alone {
        true => format!("({choices})"),
        false => format!("({choices})?"),
    }
}

/// Whole numbers from `low` to `high` without zeros before them.
fn digits(low: u32, high: u32) -> String {
    let mut choices = Vec::new();
    let mut start = low;
    while start <= high {
        // Numbers of as many digits.
        let last = 10_u32.pow(start.to_string().len() as u32) - 1;
        let end = last.min(high);
        choices.push(same_length(&start.to_string(), &end.to_string()));
        start = end + 1;
    }
    format!("({})", choices.join("|"))
}

/// Whole numbers between two of the same length.
fn same_length(low: &str, high: &str) -> String {
    let (Some(first), Some(last)) = (low.chars().next(), high.chars().next()) else {
        return String::new();
    };
    let (low, high) = (&low[1..], &high[1..]);
    if first == last {
        return format!("{first}{}", same_length(low, high));
    }
    let mut choices = vec![
        format!("{first}{}", same_length(low, &"9".repeat(low.len()))),
        format!("{last}{}", same_length(&"0".repeat(high.len()), high)),
    ];
    let between: String = ('0'..='9').filter(|c| first < *c && *c < last).collect();
    if !between.is_empty() {
        choices.push(format!("[{between}]{}", r"\d".repeat(low.len())));
    }
    format!("({})", choices.join("|"))
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::*;

    /// Bounds of every form that the table of ranges has, and others.
    const BOUNDS: [(f64, f64); 12] = [
        (0.0, 400.0),
        (4.0, 96.0),
        (1.0, 100.0),
        (-20.0, 300.0),
        (-0.2, 1.0),
        (-40.0, 200.0),
        (0.0, 0.25),
        (-1.05, 0.5),
        (8.0, 9.0),
        (7.0, 7.5),
        (99.0, 1001.0),
        (0.0, 10.0),
    ];

    #[test]
    fn a_number_matches_where_it_lies_between_the_bounds() {
        for (least, most) in BOUNDS {
            let pattern = format!("^{}$", between(least, most));
            let regex = Regex::new(&pattern).expect(&pattern);
            // Hundredths around every bound, and all whole numbers.
            let mut hundredths: Vec<i32> = (-1100..1100).map(|whole| whole * 100).collect();
            for bound in [least, most, 0.0] {
                let middle = (bound * 100.0).round() as i32;
                hundredths.extend(middle - 250..middle + 250);
            }
            for number in hundredths {
                let number = f64::from(number) / 100.0;
                let is_between = (least..=most).contains(&number);
                let plain = format!("{number}");
                let long = format!("{number:.4}");
                for text in [&plain, &long] {
                    // The reader takes "-0" for nought, which nobody writes.
                    if !(text.starts_with('-') && number == 0.0) {
                        assert_eq!(regex.is_match(text), is_between, "{text} in {pattern}");
                    }
                }
                if number >= 0.0 {
                    for text in [format!("+{plain}"), format!("00{plain}")] {
                        assert_eq!(regex.is_match(&text), is_between, "{text} in {pattern}");
                    }
                }
            }
            for text in ["", ".", "+", "-", "1e1", "x", "1.2.3", "1,5", " 5", "5 "] {
                assert!(!regex.is_match(text), "{text} in {pattern}");
            }
        }
    }

    #[test]
    fn points_may_stand_at_either_end() {
        let regex = Regex::new(&format!("^{}$", between(0.0, 20.0))).expect("a pattern");
        for text in [".5", "5.", "+.25", "0.", "20.", "20.0"] {
            assert!(regex.is_match(text), "{text}");
        }
        for text in ["20.01", "-.5", "200"] {
            assert!(!regex.is_match(text), "{text}");
        }
    }
}
