//! Many people: every row of a list is a small plan of its own.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::book::{Book, Bound};
use super::crew::{self, Turnstile, lock};
use super::ledger::{Ledger, Stop};
use super::make::{self, Bench, Outcome, Shop, State};
use super::manifest::{Manifest, Record};
use super::names;
use super::plan::{self, Choice, Looks, Sheet, Subject};
use super::review::Review;
use super::rows::{Column, Row, Rows, Shard};
use super::run::{self, Options, Summary};
use super::scrub::Scrub;
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned, UnknownWord};
use crate::digest::Digest;
use crate::error::Error;
use crate::export::{FileName, NameValue, Protected};
use crate::read::{self, Input, Settings, WithPage};
use crate::trust::Trust;

/// The names of the lists that a run leaves beside the documents.
const MANIFEST: &str = "manifest.json";
const REVIEW: &str = "review.csv";
/// With more settings files than these, all are read anew.
const MOST_SETTINGS: usize = 64;

/// A list of people, and what is made of it.
#[derive(Debug)]
pub struct People {
    /// The list.
    pub rows: Rows,
    /// What rows do not say themselves.
    pub choice: Choice,
    /// The part of the list.
    pub shard: Option<Shard>,
    /// The file that holds the résumés of everybody, where one is wanted.
    pub book: Option<PathBuf>,
}

/// What became of a row.
#[derive(Debug)]
pub struct Person {
    /// The row, from 1.
    pub row: usize,
    /// What the person is known by: the row's number where the list does not say.
    pub id: String,
    /// The documents.
    pub outcomes: Vec<Outcome>,
    /// Why there are none, in one line and without contacts.
    pub error: Option<String>,
    /// The person's name.
    name: Option<String>,
}

impl Person {
    /// Whether the documents were made.
    pub fn state(&self) -> State {
        let has = |state| self.outcomes.iter().any(|outcome| outcome.state == state);
        if self.error.is_some() || has(State::Failed) {
            State::Failed
        } else if has(State::Written) {
            State::Written
        } else {
            State::Unchanged
        }
    }

    /// How far the least sure of the documents may be trusted.
    pub fn trust(&self) -> Trust {
        let outcomes = self.outcomes.iter().map(|outcome| outcome.trust);
        match self.error {
            Some(_) => Trust::Unread,
            None => outcomes.max().unwrap_or(Trust::Unread),
        }
    }

    /// Why documents were not made, each in one line and without contacts.
    pub fn errors(&self) -> impl Iterator<Item = &str> {
        let of_documents = self
            .outcomes
            .iter()
            .filter_map(|outcome| outcome.record.error.as_deref());
        self.error.as_deref().into_iter().chain(of_documents)
    }

    /// The result as one line of JSON.
    pub fn to_json(&self) -> Value {
        let documents: Vec<Value> = self
            .outcomes
            .iter()
            .map(|outcome| {
                let record = &outcome.record;
                let files: Vec<&str> = record.outputs.iter().map(|it| it.path.as_str()).collect();
                let mut document = json!({
                    "status": outcome.state.name(),
                    "state": record.state,
                    "reasons": record.reasons,
                    "theme": record.theme,
                    "files": files,
                    "pages": record.pages,
                    "missing": record.missing,
                    "warnings": record.warnings.len(),
                    "dropped": record.dropped.len(),
                });
                for (key, value) in [
                    ("role", &record.role),
                    ("language", &record.language),
                    ("error", &record.error),
                ] {
                    if let Some(value) = value {
                        document[key] = json!(value);
                    }
                }
                document
            })
            .collect();
        let mut line = json!({
            "row": self.row,
            "id": self.id,
            "status": self.state().name(),
            "state": self.trust().name(),
            "documents": documents,
        });
        if let Some(error) = &self.error {
            line["error"] = json!(error);
        }
        line
    }
}

/// What all rows share.
struct Office<'a> {
    choice: &'a Choice,
    folder: &'a Path,
    looks: Looks,
    settings: Mutex<HashMap<Option<PathBuf>, Arc<Settings>>>,
    /// Whose the files are: the row of each path.
    taken: Mutex<HashMap<u64, usize>>,
    turnstile: Turnstile,
    shop: Shop,
}

/// A row in its turn.
struct Task {
    /// From 0, without gaps.
    turn: usize,
    row: Row,
    id: String,
    /// The row that has the same id.
    twin: Option<usize>,
}

/// Makes the documents of everybody on a list; `observe` hears of each row, in their order.
///
/// # Errors
/// [`Error::Io`] where the folder or the book cannot be written, and for a full disk, which ends
/// the run; [`Error::Usage`] for what no row could be made with. Every other fault is its row's.
pub fn people(
    people: People,
    options: &Options,
    stop: &Stop,
    mut observe: impl FnMut(&Person) -> Result<(), Error>,
) -> Result<Summary, Error> {
    let People {
        rows,
        mut choice,
        shard,
        book,
    } = people;
    let folder = choice
        .wanted
        .dir
        .clone()
        .unwrap_or_else(|| PathBuf::from("."));
    choice.wanted.dir = Some(folder.clone());
    let is_part = shard.is_some_and(Shard::is_one_of_many);
    choice.by_id = is_part;
    check_pattern(&choice, is_part)?;
    let mut common = plan::common(&choice);
    common.extend(choice.wanted.config.clone().map(Input::File));
    plan::read_once(
        &common,
        "is read for one person",
        "save it in a file: everybody on a list needs it",
    )?;
    let named = |file: &str| shard.map_or_else(|| file.to_owned(), |shard| shard.name(file));
    let (manifest, known) = Manifest::start(&folder, &named(MANIFEST))?;
    let review = Review::start(&folder, &named(REVIEW))?;
    let settings = run::settings(&choice);
    let ledger = Ledger::new(manifest, Some(review), None, *options, settings);
    stop.follow(&ledger);
    let office = Office {
        choice: &choice,
        folder: &rows.folder.clone(),
        looks: Looks::default(),
        settings: Mutex::default(),
        taken: Mutex::default(),
        turnstile: Turnstile::default(),
        shop: Shop::new(known, &folder, options, book.is_some()),
    };
    let mut bound = book.map(Book::new);
    let mut ended: Option<Error> = None;
    crew::in_order(
        options.jobs,
        tasks(rows, shard),
        stop.flag(),
        Bench::default,
        |bench, task| office.person(task, bench),
        |mut person| {
            let mut take = || -> Result<(), Error> {
                for outcome in &mut person.outcomes {
                    if let Some(error) = run::full(outcome) {
                        return Err(error);
                    }
                }
                write_down(&person, &mut lock(&ledger))?;
                // Whoever is told may keep the run waiting.
                observe(&person)?;
                if let Some(book) = &mut bound {
                    for outcome in &mut person.outcomes {
                        if let Some(pages) = outcome.pages.take() {
                            book.add(Bound {
                                pages,
                                role: outcome.record.role.clone(),
                                name: person.name.clone(),
                                id: person.id.clone(),
                            });
                        }
                    }
                }
                Ok(())
            };
            match take() {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    ended = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    // What was done is written down, whatever ended the run.
    let is_whole = ended.is_none() && !stop.is_asked();
    let finished = lock(&ledger).finish(is_whole);
    if let Some(error) = ended {
        return Err(error);
    }
    let summary = finished?;
    // A book without those who were not reached would pass for one of everybody.
    if let Some(book) = bound.filter(|_| is_whole) {
        book.write()?;
    }
    Ok(summary)
}

/// Writes down what became of a row.
fn write_down(person: &Person, ledger: &mut Ledger) -> Result<(), Error> {
    let is_held = person.outcomes.iter().any(|outcome| outcome.record.held);
    ledger.count(person.state(), person.trust(), is_held);
    let name = person.name.as_deref();
    for outcome in &person.outcomes {
        ledger.add(name, outcome.state, &outcome.record)?;
    }
    if person.error.is_some() {
        let record = Record {
            row: Some(person.row),
            id: Some(person.id.clone()),
            state: Trust::Unread.name().to_owned(),
            error: person.error.clone(),
            ..Record::default()
        };
        ledger.add(name, State::Failed, &record)?;
    }
    Ok(())
}

/// The rows of a part, each with what it is known by.
fn tasks(rows: Rows, shard: Option<Shard>) -> impl Iterator<Item = Task> + Send {
    let mut ids: HashMap<u64, usize> = HashMap::new();
    let mut turn = 0;
    rows.each().filter_map(move |row| {
        let given = row.one(Column::Id);
        let id = given.map_or_else(|| row.number.to_string(), |id| id.value);
        // Every part sees all rows, and so every second use of an id.
        let first = *ids
            .entry(Digest::of(id.as_bytes()).short())
            .or_insert(row.number);
        if shard.is_some_and(|shard| !shard.has(row.number)) {
            return None;
        }
        turn += 1;
        Some(Task {
            turn: turn - 1,
            twin: (first != row.number).then_some(first),
            row,
            id,
        })
    })
}

/// A pattern that parts of a list share must tell people apart by itself.
fn check_pattern(choice: &Choice, is_part: bool) -> Result<(), Error> {
    let Some(written) = &choice.wanted.pattern else {
        return Ok(());
    };
    let fault = |message: String| Diagnostic::error(message).at(written.span.clone());
    let pattern: FileName = written
        .parse()
        .map_err(|error: crate::export::PatternError| {
            Error::Usage(fault(error.to_string()).into())
        })?;
    if is_part && !pattern.has(NameValue::Id) {
        return Err(Error::Usage(
            fault("the parts of a list cannot see each other's names".to_owned())
                .hint(format!(
                    "tell people apart: `{}`",
                    pattern.parted_by(&[NameValue::Id])
                ))
                .into(),
        ));
    }
    Ok(())
}

impl Office<'_> {
    fn person(&self, task: Task, bench: &mut Bench) -> Person {
        let ticket = self.turnstile.ticket(task.turn);
        let mut scrub = Scrub::default();
        for column in [
            Column::Email,
            Column::Phone,
            Column::Location,
            Column::Url,
            Column::Links,
        ] {
            task.row.all(column).for_each(|value| scrub.add(value));
        }
        let mut person = Person {
            row: task.row.number,
            id: task.id.clone(),
            outcomes: Vec::new(),
            error: None,
            name: task.row.one(Column::Name).map(|name| name.value),
        };
        let prepared = self.prepare(&task);
        // Names are taken in the order of the rows, so that it is always the later one that
        // has to give way.
        let prepared = ticket.pass(|| {
            prepared.and_then(|(subjects, sheets)| {
                self.take_names(&task, &subjects, &sheets)?;
                Ok((subjects, sheets))
            })
        });
        let (subjects, sheets) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                person.error = Some(scrub.clean(&make::told(&error)));
                return person;
            }
        };
        for subject in &subjects {
            let name = subject.resume.person.name.as_ref();
            person.name = name.map(|name| name.value.clone()).or(person.name.take());
        }
        for sheet in &sheets {
            let subject = &subjects[sheet.subject];
            let inputs = Protected::new(&subject.inputs);
            let mut outcome = make::make(sheet, subject, &self.shop, &inputs, bench);
            outcome.record.row = Some(person.row);
            for text in outcome
                .record
                .warnings
                .iter_mut()
                .chain(&mut outcome.record.error)
            {
                *text = scrub.clean(text);
            }
            person.outcomes.push(outcome);
        }
        person
    }

    /// What is to be made of a row.
    fn prepare(&self, task: &Task) -> Result<(Vec<Subject>, Vec<Sheet>), Error> {
        if task.row.faults.has_errors() {
            return Err(Error::Refused(task.row.faults.clone()));
        }
        if let Some(first) = task.twin {
            let told = format!(
                "row {} is called `{}`, as row {first} is",
                task.row.number, task.id
            );
            let fault = Diagnostic::error(told);
            return Err(match task.row.one(Column::Id) {
                Some(id) => fault.at(id.span),
                None => fault.hint("give every row an `id`, or none"),
            }
            .into());
        }
        let choice = self.choice_of(&task.row)?;
        let settings = self.settings(&choice)?;
        let turns = plan::turns(&choice, &settings, false)?;
        let mut subjects = Vec::new();
        for turn in &turns {
            if let Some(mut subject) = plan::subject(turn, &choice, &settings)? {
                subject.id = Some(task.id.clone());
                subjects.push(Ok(subject));
            }
        }
        if subjects.is_empty() {
            return Err(Diagnostic::error("there is nothing in the language asked for").into());
        }
        let sheets = plan::sheets(&choice, &turns, &mut subjects, &settings, &self.looks)?;
        Ok((subjects.into_iter().flatten().collect(), sheets))
    }

    /// The choice of the whole run with what a row says itself.
    fn choice_of(&self, row: &Row) -> Result<Choice, Error> {
        let mut choice = self.choice.clone();
        let mut faults = Diagnostics::new();
        let wanted = &mut choice.wanted;
        let inside = |path: &Spanned<String>| Input::File(self.folder.join(&path.value));
        if let Some(page) = row.one(Column::Page) {
            wanted.page = Some(inside(&page));
        }
        for further in row.all(Column::With) {
            match WithPage::parse(further) {
                Ok(mut with) => {
                    if let Input::File(path) = &with.page {
                        with.page = Input::File(self.folder.join(path));
                    }
                    wanted.with.push(with);
                }
                Err(fault) => faults.push(fault.at(further.span.clone())),
            }
        }
        let person = &mut wanted.person;
        for (column, place) in [
            (Column::Name, &mut person.name),
            (Column::Headline, &mut person.headline),
            (Column::Email, &mut person.email),
            (Column::Phone, &mut person.phone),
            (Column::Location, &mut person.location),
            (Column::Url, &mut person.url),
            (Column::Photo, &mut person.photo),
            (Column::Pattern, &mut wanted.pattern),
        ] {
            if let Some(value) = row.one(column) {
                *place = Some(value);
            }
        }
        person.links.extend(row.all(Column::Links).cloned());
        if let Some(job) = row.one(Column::Job) {
            wanted.job = Some(inside(&job));
        }
        let said = |column: Column| -> Option<Vec<Spanned<String>>> {
            let all: Vec<Spanned<String>> = row.all(column).cloned().collect();
            (!all.is_empty()).then_some(all)
        };
        if let Some(roles) = said(Column::Role) {
            choice.roles = roles;
        }
        if let Some(themes) = said(Column::Theme) {
            choice.themes = themes.into_iter().map(|it| self.theme(it)).collect();
        }
        if let Some(tags) = said(Column::Language) {
            choice.languages = tags
                .into_iter()
                .filter_map(|tag| {
                    let value = word(&tag, &mut faults)?;
                    Some(Spanned::new(value, tag.span))
                })
                .collect();
        }
        if let Some(formats) = said(Column::Format) {
            wanted.formats.clear();
            for format in formats {
                let format = word(&format, &mut faults);
                let is_new = format.is_some_and(|format| !wanted.formats.contains(&format));
                wanted.formats.extend(format.filter(|_| is_new));
            }
        }
        if let Some(paper) = row.one(Column::Paper) {
            wanted.paper = word(&paper, &mut faults).or(wanted.paper);
        }
        if let Some(pages) = row.one(Column::Pages) {
            wanted.pages = word(&pages, &mut faults).or(wanted.pages);
        }
        if let Some(drop) = row.one(Column::Drop) {
            match drop.as_str() {
                "true" | "yes" | "1" => wanted.drop = true,
                "false" | "no" | "0" => wanted.drop = false,
                other => faults.push(
                    Diagnostic::error(format!("`{other}` is neither `true` nor `false`"))
                        .at(drop.span.clone()),
                ),
            }
        }
        if wanted.page.is_none() && choice.roles.is_empty() {
            faults.push(Diagnostic::error(format!(
                "row {} names neither a page nor a role",
                row.number
            )));
        }
        if faults.has_errors() {
            return Err(Error::Refused(faults));
        }
        Ok(choice)
    }

    /// A theme's file starts from the list's folder, as pages do.
    fn theme(&self, theme: Spanned<String>) -> Spanned<String> {
        let is_file = theme.contains('/') || theme.ends_with(".yaml") || theme.ends_with(".yml");
        match is_file {
            true => {
                let path = self.folder.join(&theme.value);
                Spanned::new(path.display().to_string(), theme.span)
            }
            false => theme,
        }
    }

    fn settings(&self, choice: &Choice) -> Result<Arc<Settings>, Error> {
        let here = Input::File(self.folder.join("page"));
        let page = choice.wanted.page.as_ref().unwrap_or(&here);
        let file = read::settings_file(Some(page), choice.wanted.config.as_deref())?;
        if let Some(settings) = lock(&self.settings).get(&file) {
            return Ok(Arc::clone(settings));
        }
        let settings = match &file {
            Some(file) => {
                let limit = choice.wanted.max_input.unwrap_or_default();
                Arc::new(read::settings(None, Some(file), limit)?)
            }
            None => Arc::new(Settings::default()),
        };
        let mut known = lock(&self.settings);
        if known.len() >= MOST_SETTINGS {
            known.clear();
        }
        known.insert(file, Arc::clone(&settings));
        Ok(settings)
    }

    /// Takes the names of a row's documents.
    fn take_names(&self, task: &Task, subjects: &[Subject], sheets: &[Sheet]) -> Result<(), Error> {
        let mut taken = lock(&self.taken);
        let mut keys = Vec::new();
        for sheet in sheets {
            for format in &sheet.look.formats {
                let mut path = sheet.path.clone().into_os_string();
                path.push(format!(".{}", format.ending()));
                let path = PathBuf::from(path);
                let key = Digest::of(names::same(&path).as_bytes()).short();
                if let Some(first) = taken.get(&key) {
                    let subject = &subjects[sheet.subject];
                    let pattern = sheet.look.file_name(&subject.resume);
                    return Err(Diagnostic::error(format!(
                        "row {} and row {first} would both be written to `{}`",
                        task.row.number,
                        path.display()
                    ))
                    .hint(format!(
                        "tell people apart: `--pattern '{}'`",
                        pattern.parted_by(&[NameValue::Id])
                    ))
                    .into());
                }
                keys.push(key);
            }
        }
        for key in keys {
            taken.insert(key, task.row.number);
        }
        Ok(())
    }
}

/// A word of a closed list.
fn word<T: std::str::FromStr<Err = UnknownWord>>(
    text: &Spanned<String>,
    faults: &mut Diagnostics,
) -> Option<T> {
    match text.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            faults.push(unknown(&error, text));
            None
        }
    }
}

fn unknown(error: &UnknownWord, text: &Spanned<String>) -> Diagnostic {
    let fault = Diagnostic::error(error.to_string()).at(text.span.clone());
    if error.range.is_some() {
        return fault;
    }
    match crate::diagnostic::nearest(&error.word, error.known.iter().copied()) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(format!("known: {}", error.known.join(", "))),
    }
}
