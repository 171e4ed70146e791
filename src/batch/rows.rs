//! Lists of people: a row for each, as CSV or as JSON lines, one at a time.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use super::table_text::{LONGEST_ROW, TableText};
use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, Spanned, nearest};
use crate::error::Error;
use crate::resume::json_tree;
use crate::yaml::{Node, Value};

/// What may part the values of a table.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A column of a table, or a key of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Page,
    With,
    Name,
    Headline,
    Email,
    Phone,
    Location,
    Url,
    Links,
    Photo,
    Role,
    Job,
    Theme,
    Language,
    Format,
    Paper,
    Pages,
    Drop,
    Pattern,
}

impl Column {
    const ALL: [(&'static str, Column); 22] = [
        ("id", Column::Id),
        ("page", Column::Page),
        ("with", Column::With),
        ("name", Column::Name),
        ("headline", Column::Headline),
        ("email", Column::Email),
        ("phone", Column::Phone),
        ("location", Column::Location),
        ("url", Column::Url),
        ("links", Column::Links),
        ("photo", Column::Photo),
        ("role", Column::Role),
        ("job", Column::Job),
        ("theme", Column::Theme),
        ("language", Column::Language),
        ("format", Column::Format),
        ("formats", Column::Format),
        ("paper", Column::Paper),
        ("pages", Column::Pages),
        ("drop", Column::Drop),
        ("pattern", Column::Pattern),
        ("out", Column::Pattern),
    ];

    fn named(name: &Spanned<String>) -> Result<Column, Diagnostic> {
        let word = name.value.trim().to_lowercase();
        if let Some((_, column)) = Column::ALL.iter().find(|(known, _)| *known == word) {
            return Ok(*column);
        }
        let fault =
            Diagnostic::error(format!("unknown column `{}`", name.value)).at(name.span.clone());
        let known = Column::ALL.map(|(name, _)| name);
        Err(match nearest(&word, known) {
            Some(near) => fault.hint(format!("did you mean `{near}`?")),
            None => fault.hint(format!("known: {}", known.join(", "))),
        })
    }

    /// What parts several values in a table; nothing where there is one.
    fn separator(self) -> Option<char> {
        match self {
            Column::Role | Column::Theme | Column::Language | Column::Format => Some(','),
            // `cv.md:experience,education; old.md`
            Column::With | Column::Links => Some(';'),
            Column::Id
            | Column::Page
            | Column::Name
            | Column::Headline
            | Column::Email
            | Column::Phone
            | Column::Location
            | Column::Url
            | Column::Photo
            | Column::Job
            | Column::Paper
            | Column::Pages
            | Column::Drop
            | Column::Pattern => None,
        }
    }
}

/// A person of a list.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// From 1, the head of a table aside.
    pub(super) number: usize,
    /// What it says; a column without a value is not there.
    pub(super) cells: Vec<(Column, Spanned<String>)>,
    /// What is wrong with it.
    pub(super) faults: Diagnostics,
}

impl Row {
    /// The values of a column.
    pub(super) fn all(&self, column: Column) -> impl Iterator<Item = &Spanned<String>> {
        let of_column = self.cells.iter().filter(move |(own, _)| *own == column);
        of_column.map(|(_, value)| value)
    }

    /// The one value of a column.
    pub(super) fn one(&self, column: Column) -> Option<Spanned<String>> {
        self.all(column).next().cloned()
    }
}

/// The rows of a list, read as they are asked for.
pub struct Rows {
    name: String,
    /// Paths in rows start from here.
    pub(super) folder: PathBuf,
    form: Form,
    number: usize,
    ended: bool,
}

enum Form {
    Lines {
        reader: Box<dyn BufRead + Send>,
        line: usize,
    },
    Table {
        reader: Box<csv::Reader<TableText>>,
        columns: Vec<Column>,
        delimiter: u8,
    },
}

impl Rows {
    /// Opens a list; `-` is standard input. What starts with a brace is read as JSON lines, all
    /// else as a table with a head.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that cannot be read, [`Error::Refused`] with every fault of a
    /// table's head.
    pub fn open(path: &str) -> Result<Self, Error> {
        let (name, folder, reader): (&str, PathBuf, Box<dyn BufRead + Send>) = match path {
            "-" => (
                "<stdin>",
                PathBuf::new(),
                Box::new(BufReader::new(io::stdin())),
            ),
            path => {
                let file = std::fs::File::open(path).map_err(|error| Error::io(path, error))?;
                let folder = Path::new(path).parent().unwrap_or(Path::new(""));
                (path, folder.to_owned(), Box::new(BufReader::new(file)))
            }
        };
        Rows::read(name, folder, reader)
    }

    fn read(
        name: &str,
        folder: PathBuf,
        mut reader: Box<dyn BufRead + Send>,
    ) -> Result<Self, Error> {
        let fault = |error| Error::io(name, error);
        let start = reader.fill_buf().map_err(fault)?;
        let mark = if start.starts_with(b"\xef\xbb\xbf") {
            3
        } else {
            0
        };
        let first = start[mark..]
            .iter()
            .find(|byte| !byte.is_ascii_whitespace());
        let is_lines = first == Some(&b'{');
        if first.is_none() && start.len() < LONGEST_ROW {
            return Err(Diagnostic::error(format!("`{name}` is empty"))
                .hint("the first line of a table names its columns: page,name,email")
                .into());
        }
        // Of the first line the sign that occurs most parts its values.
        let line = start[mark..].split(|byte| *byte == b'\n').next();
        let line = line.unwrap_or_default();
        let count = |sign: u8| line.iter().filter(|byte| **byte == sign).count();
        let delimiter = DELIMITERS
            .into_iter()
            .rev()
            .max_by_key(|sign| count(*sign))
            .unwrap_or(b',');
        reader.consume(mark);
        let form = if is_lines {
            Form::Lines { reader, line: 0 }
        } else {
            table(name, reader, delimiter)?
        };
        Ok(Rows {
            name: name.to_owned(),
            folder,
            form,
            number: 0,
            ended: false,
        })
    }

    /// The name of the list.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The rows, one after another.
    pub(super) fn each(mut self) -> impl Iterator<Item = Row> + Send {
        std::iter::from_fn(move || self.row())
    }

    fn row(&mut self) -> Option<Row> {
        if self.ended {
            return None;
        }
        match self.form {
            Form::Lines { .. } => self.line(),
            Form::Table { .. } => self.record(),
        }
    }

    fn failed(&mut self, fault: Diagnostic) -> Row {
        self.number += 1;
        Row {
            number: self.number,
            cells: Vec::new(),
            faults: fault.into(),
        }
    }

    fn line(&mut self) -> Option<Row> {
        loop {
            let Form::Lines { reader, line } = &mut self.form else {
                return None;
            };
            let mut bytes = Vec::new();
            let mut limited = reader.take(LONGEST_ROW as u64);
            let count = match limited.read_until(b'\n', &mut bytes) {
                Ok(count) => count,
                Err(error) => {
                    self.ended = true;
                    let told = format!("`{}` cannot be read further: {error}", self.name);
                    return Some(self.failed(Diagnostic::error(told)));
                }
            };
            if count == 0 {
                return None;
            }
            *line += 1;
            let at = *line;
            let is_cut = count == LONGEST_ROW && bytes.last() != Some(&b'\n');
            if is_cut {
                self.ended = true;
                let told = format!("line {at} of `{}` is longer than 1 MiB", self.name);
                return Some(self.failed(Diagnostic::error(told)));
            }
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let Ok(text) = String::from_utf8(bytes) else {
                let told = format!("line {at} of `{}` is not UTF-8", self.name);
                return Some(self.failed(Diagnostic::error(told)));
            };
            let source = Source::excerpt(self.name.as_str(), text.trim_end(), at);
            self.number += 1;
            return Some(object(self.number, &source));
        }
    }

    fn record(&mut self) -> Option<Row> {
        let Form::Table {
            reader,
            columns,
            delimiter,
        } = &mut self.form
        else {
            return None;
        };
        reader.get_ref().begin_row();
        let mut record = csv::StringRecord::new();
        match reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let at = record.position().map_or(0, csv::Position::line);
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                let reaches_on = record
                    .iter()
                    .next_back()
                    .is_some_and(|last| last.contains('\n'));
                if reaches_on && reader.get_ref().ends_open() {
                    let told = format!(
                        "a quotation mark in the row at line {at} of `{}` is never closed",
                        self.name
                    );
                    let fault = Diagnostic::error(told)
                        .hint("what follows it cannot be told apart; no row of it is made");
                    return Some(self.failed(fault));
                }
                let (source, spans) = laid_out(&self.name, &record, *delimiter, at);
                self.number += 1;
                let mut row = Row {
                    number: self.number,
                    cells: Vec::new(),
                    faults: Diagnostics::new(),
                };
                if record.len() != columns.len() {
                    row.faults.push(
                        Diagnostic::error(format!(
                            "the row has {} values, the head has {} columns",
                            record.len(),
                            columns.len()
                        ))
                        .at(Span::of_line(&source, at)),
                    );
                    return Some(row);
                }
                for ((column, text), span) in columns.iter().zip(&record).zip(spans) {
                    let parts: Vec<&str> = match column.separator() {
                        Some(sign) => text.split(sign).collect(),
                        None => vec![text],
                    };
                    for part in parts {
                        let part = characters::text(part);
                        let part = part.trim();
                        if !part.is_empty() {
                            row.cells
                                .push((*column, Spanned::new(part.to_owned(), span.clone())));
                        }
                    }
                }
                Some(row)
            }
            Err(error) => {
                let at = error.position().map_or(0, csv::Position::line);
                let told = match error.kind() {
                    csv::ErrorKind::Utf8 { .. } => {
                        format!("the row at line {at} of `{}` is not UTF-8", self.name)
                    }
                    csv::ErrorKind::Io(error) => {
                        self.ended = true;
                        format!("`{}` cannot be read further: {error}", self.name)
                    }
                    _ => format!("the row at line {at} of `{}` is no row: {error}", self.name),
                };
                Some(self.failed(Diagnostic::error(told)))
            }
        }
    }
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rows({})", self.name)
    }
}

/// Reads the head of a table.
fn table(name: &str, reader: Box<dyn BufRead + Send>, delimiter: u8) -> Result<Form, Error> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(TableText::new(reader));
    let mut head = csv::StringRecord::new();
    reader.read_record(&mut head).map_err(|error| {
        Error::from(Diagnostic::error(format!(
            "the head of `{name}` cannot be read: {error}"
        )))
    })?;
    let (source, spans) = laid_out(name, &head, delimiter, 1);
    let mut faults = Diagnostics::new();
    let mut columns: Vec<Column> = Vec::new();
    for (text, span) in head.iter().zip(spans) {
        let named = Spanned::new(text.trim().to_owned(), span.clone());
        match Column::named(&named) {
            Ok(column) if columns.contains(&column) => {
                let told = format!("the column `{}` is there twice", named.value);
                faults.push(Diagnostic::error(told).at(span));
            }
            Ok(column) => columns.push(column),
            Err(fault) => faults.push(fault),
        }
    }
    let is_known = |column| columns.contains(&column);
    if !faults.has_errors() && !is_known(Column::Page) && !is_known(Column::Role) {
        faults.push(
            Diagnostic::error("no column says which page is whose")
                .at(Span::of_line(&source, 1))
                .hint("add a column `page`, or `role`"),
        );
    }
    if faults.has_errors() {
        return Err(Error::Refused(faults));
    }
    Ok(Form::Table {
        reader: Box::new(reader),
        columns,
        delimiter,
    })
}

/// A row as it is written, with the place of each value; quotation marks that need not be there
/// are left out.
fn laid_out(
    name: &str,
    record: &csv::StringRecord,
    delimiter: u8,
    line: usize,
) -> (Arc<Source>, Vec<Span>) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    for (index, value) in record.iter().enumerate() {
        if index > 0 {
            text.push(char::from(delimiter));
        }
        let quoted = value.contains(['"', '\n', '\r', char::from(delimiter)]);
        let value = match quoted {
            true => format!("\"{}\"", value.replace('"', "\"\"")),
            false => value.to_owned(),
        };
        ranges.push(text.len()..text.len() + value.len());
        text.push_str(&value);
    }
    let source = Source::excerpt(name, text, line);
    let spans = ranges.into_iter().map(|range| Span::new(&source, range));
    let spans = spans.collect();
    (source, spans)
}

/// A line of JSON.
fn object(number: usize, source: &Arc<Source>) -> Row {
    let mut row = Row {
        number,
        cells: Vec::new(),
        faults: Diagnostics::new(),
    };
    let tree = match json_tree(source, 0..source.text().len()) {
        Ok(tree) => tree,
        Err(fault) => {
            row.faults.push(fault);
            return row;
        }
    };
    if !matches!(tree.value, Value::Mapping(_)) {
        let told = "a line holds one object: {\"page\": \"ana.md\"}";
        row.faults
            .push(Diagnostic::error(told).at(tree.span.clone()));
    }
    for (key, node) in tree.entries() {
        let column = match Column::named(key) {
            Ok(column) => column,
            Err(fault) => {
                row.faults.push(fault);
                continue;
            }
        };
        let nodes: Vec<&Node> = match &node.value {
            Value::Sequence(_) if column.separator().is_some() => node.items().iter().collect(),
            Value::Sequence(_) | Value::Mapping(_) | Value::Scalar(_) => vec![node],
        };
        for node in nodes {
            match &node.value {
                Value::Scalar(Some(_)) => row.cells.extend(
                    node.spanned()
                        .filter(|text| !text.value.trim().is_empty())
                        .map(|text| (column, text)),
                ),
                Value::Scalar(None) => {}
                Value::Sequence(_) | Value::Mapping(_) => row.faults.push(
                    Diagnostic::error(format!("`{}` is one text", key.value)).at(node.span.clone()),
                ),
            }
        }
    }
    row
}

/// A part of a list: every `count`th row, starting with the one of this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: usize,
    count: usize,
}

impl Shard {
    /// True for a row of the part; rows count from 1.
    pub fn has(self, row: usize) -> bool {
        (row - 1) % self.count == self.number - 1
    }

    /// True if other parts are made elsewhere.
    pub fn is_one_of_many(self) -> bool {
        self.count > 1
    }

    /// The name of a file of this part: `manifest.json` is `manifest-2-of-8.json`.
    pub(super) fn name(self, file: &str) -> String {
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        match self.is_one_of_many() {
            true => format!("{stem}-{}-of-{}.{ending}", self.number, self.count),
            false => file.to_owned(),
        }
    }
}

/// What is no part of a list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShardError {
    /// It is not of the form.
    #[error("a part is written `2/8`: the second of eight")]
    Form,
    /// There is no such part.
    #[error("there is no part {0} of {1}: parts count from 1")]
    Range(usize, usize),
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let (number, count) = text.split_once('/').ok_or(ShardError::Form)?;
        let parse = |part: &str| part.trim().parse::<usize>().map_err(|_| ShardError::Form);
        let (number, count) = (parse(number)?, parse(count)?);
        if !(1..=count).contains(&number) {
            return Err(ShardError::Range(number, count));
        }
        Ok(Shard { number, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &'static str) -> Result<Rows, Vec<String>> {
        let reader = Box::new(io::Cursor::new(text));
        Rows::read("people", PathBuf::new(), reader).map_err(|error| match error {
            Error::Refused(found) => found.iter().map(told).collect(),
            other => vec![other.to_string()],
        })
    }

    fn told(finding: &Diagnostic) -> String {
        let place = finding.span.as_ref().map(Span::to_string);
        format!("{} {}", place.unwrap_or_default(), finding.message)
    }

    fn cells(row: &Row) -> Vec<String> {
        row.cells
            .iter()
            .map(|(column, text)| format!("{column:?}={}", text.value))
            .collect()
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_takes_no_person_with_it() {
        for text in [
            "id,page,name\n1,a.md,\"X\n2,a.md,Y\n3,a.md,Z\n",
            "id,page,name\n0,a.md,\"A\nB\"\n3,a.md,\"Z\n",
        ] {
            let rows: Vec<Row> = rows(text).expect("a table").each().collect();
            let faults: Vec<String> = rows
                .iter()
                .flat_map(|row| row.faults.iter().map(told))
                .collect();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert!(faults[0].contains("never closed"), "{faults:?}");
        }
        // A mark inside a value is an inch.
        let inch = "id,page,name\n1,a.md,Tape 5\" wide\n";
        let rows: Vec<Row> = rows(inch).expect("a table").each().collect();
        assert!(rows[0].faults.is_empty());
    }

    #[test]
    fn lines_are_counted_alike_whatever_ends_them() {
        for end in ["\n", "\r\n"] {
            let text = ["id,page,name", "1,a.md,Ok", "2,a.md", ""].join(end);
            let rows: Vec<Row> = rows(Box::leak(text.into_boxed_str()))
                .expect("a table")
                .each()
                .collect();
            let faults: Vec<String> = rows[1].faults.iter().map(told).collect();
            assert_eq!(
                faults,
                ["people:3:1 the row has 2 values, the head has 3 columns"]
            );
        }
    }

    #[test]
    fn tables_and_lines_say_the_same() {
        let table = "page,name,theme,with\na.md,\"Reis, Ana\",\"modern, compact\",cv.md:experience,education\n";
        let wrong: Vec<Row> = rows(table).expect("a table").each().collect();
        assert_eq!(wrong[0].faults.iter().count(), 1, "five values");
        let table = "\u{feff}page;name;theme;with\r\na.md;Reis, Ana;modern,compact;\"cv.md:experience,education; b.md\"\r\n";
        let lines = "\n{\"page\": \"a.md\", \"name\": \"Reis, Ana\", \"theme\": [\"modern\", \"compact\"], \"with\": [\"cv.md:experience,education\", \"b.md\"], \"id\": null}\n";
        for text in [table, lines] {
            let rows: Vec<Row> = rows(text).expect("readable").each().collect();
            assert_eq!(rows.len(), 1);
            assert!(rows[0].faults.is_empty(), "{:?}", rows[0].faults);
            assert_eq!(
                cells(&rows[0]),
                [
                    "Page=a.md",
                    "Name=Reis, Ana",
                    "Theme=modern",
                    "Theme=compact",
                    "With=cv.md:experience,education",
                    "With=b.md"
                ]
            );
        }
    }

    #[test]
    fn faults_have_their_places_in_the_file() {
        assert_eq!(
            rows("page,nme,Page\n").expect_err("faults"),
            [
                "people:1:6 unknown column `nme`",
                "people:1:10 the column `Page` is there twice"
            ]
        );
        assert_eq!(
            rows("name,email\n").expect_err("faults"),
            ["people:1:1 no column says which page is whose"]
        );
        let lines = "{\"page\": \"a.md\"}\n\n{\"pge\": 1}\n{\"page\": {}}\n{\"page\"\n";
        let found: Vec<String> = rows(lines)
            .expect("lines")
            .each()
            .flat_map(|row| row.faults.iter().map(told).collect::<Vec<_>>())
            .collect();
        assert_eq!(found[0], "people:3:3 unknown column `pge`");
        assert_eq!(found[1], "people:4:10 `page` is one text");
        assert!(found[2].starts_with("people:5:"), "{}", found[2]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn a_row_without_an_end_is_not_held() {
        let text: &'static str = Box::leak(format!("page\n\"{}", "x".repeat(3 << 20)).into());
        let rows: Vec<Row> = rows(text).expect("a head").each().collect();
        assert_eq!(rows.len(), 1);
        assert!(rows[0].faults.has_errors());
    }

    #[test]
    fn parts_share_the_rows_out() {
        let parts: Vec<Shard> = ["1/3", "2/3", "3/3"]
            .map(|it| it.parse().expect("a part"))
            .into();
        for row in 1..=10 {
            assert_eq!(parts.iter().filter(|part| part.has(row)).count(), 1);
        }
        assert!(parts[1].has(2) && parts[1].has(5));
        assert_eq!(parts[1].name("manifest.json"), "manifest-2-of-3.json");
        assert_eq!("4/3".parse::<Shard>(), Err(ShardError::Range(4, 3)));
        assert_eq!("0/3".parse::<Shard>(), Err(ShardError::Range(0, 3)));
        assert_eq!("3".parse::<Shard>(), Err(ShardError::Form));
    }
}
