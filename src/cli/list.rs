//! Words of a closed list, with commas between them.

use std::str::FromStr;

use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, UnknownWord, nearest};

/// Reads the words of an option, each once; none where it is not given.
///
/// # Errors
/// A diagnostic for each unknown word, placed in the option.
pub fn words<T>(option: &str, list: Option<&str>) -> Result<Vec<T>, Diagnostics>
where
    T: FromStr<Err = UnknownWord> + PartialEq,
{
    let Some(list) = list else {
        return Ok(Vec::new());
    };
    let source = Source::new(option, list);
    let mut found = Vec::new();
    let mut faults = Diagnostics::new();
    let mut at = 0;
    for word in list.split(',') {
        let start = at + word.len() - word.trim_start().len();
        let place = Span::new(&source, start..at + word.trim_end().len());
        match word.trim().parse::<T>() {
            Ok(value) if found.contains(&value) => {}
            Ok(value) => found.push(value),
            Err(error) => {
                let hint = match nearest(word.trim(), error.known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known: {}", error.known.join(", ")),
                };
                faults.push(Diagnostic::error(error.to_string()).at(place).hint(hint));
            }
        }
        at += word.len() + 1;
    }
    if faults.has_errors() {
        Err(faults)
    } else {
        Ok(found)
    }
}
