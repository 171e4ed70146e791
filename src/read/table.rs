//! A table of comma-separated values as a list of maps: the first row names the fields.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Source, Span, Spanned};
use crate::yaml::{Node, Value};

/// Rows of more tables are no résumé's.
const MOST_ROWS: usize = 5_000;

/// Reads a table; empty cells are empty values.
///
/// # Errors
/// A diagnostic with its line for a row that is not as long as the first, or has an open quote.
pub(super) fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let text = source.text();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut head: Vec<Spanned<String>> = Vec::new();
    let mut rows = Vec::new();
    for (number, record) in reader.records().enumerate().take(MOST_ROWS) {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            let line = usize::try_from(line).unwrap_or(1);
            Diagnostic::error("the table cannot be read: its rows are not of one length")
                .at(Span::of_line(source, line.max(1)))
                .hint("each row has as many commas as the first; quote values that hold one")
        })?;
        let at = record.position().map_or(0, csv::Position::byte);
        let mut at = usize::try_from(at).unwrap_or(0).min(text.len());
        let start = at;
        let mut cells = Vec::with_capacity(record.len());
        for cell in &record {
            let range = place(text, at, cell);
            at = range.end;
            cells.push(Spanned::new(
                cell.trim().to_owned(),
                Span::new(source, range),
            ));
        }
        if number == 0 {
            head = cells;
            continue;
        }
        let fields = head.iter().cloned().zip(cells).map(|(key, cell)| {
            let node = Node {
                value: match cell.value.is_empty() {
                    true => Value::Scalar(None),
                    false => Value::scalar(&cell.value),
                },
                span: cell.span,
            };
            (key, node)
        });
        rows.push(Node {
            value: Value::Mapping(fields.collect()),
            span: Span::new(source, start..at),
        });
    }
    Ok(Node {
        value: Value::Sequence(rows),
        span: Span::new(source, 0..text.len()),
    })
}

/// Where a cell stands behind a byte; doubled quotes in it are not sought.
fn place(text: &str, at: usize, cell: &str) -> Range<usize> {
    let rest = text.get(at..).unwrap_or("");
    match rest.find(cell) {
        Some(found) if !cell.is_empty() => at + found..at + found + cell.len(),
        Some(_) | None => at..at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_a_map_whose_values_have_their_places() {
        let source = Source::new(
            "Positions.csv",
            "Company Name,Title,To\n\"Kai, Sons\",Clerk,\n",
        );
        let table = parse(&source).expect("a table");
        let row = &table.items()[0];
        let company = row.text_of("Company Name").expect("a name");
        assert_eq!(company.value, "Kai, Sons");
        assert_eq!(company.span.position(), (2, 2));
        assert!(row.get("To").is_some_and(|cell| cell.text().is_none()));
    }

    #[test]
    fn rows_of_two_lengths_are_told_with_their_line() {
        let fault = parse(&Source::new("a.csv", "a,b\n1,2\n3\n")).expect_err("uneven");
        assert_eq!(fault.span.expect("placed").position().0, 3);
    }
}
