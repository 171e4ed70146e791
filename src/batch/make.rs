//! One document: is it still as it was, else set, write, save.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::crew::lock;
use super::guard::guarded;
use super::held;
use super::manifest::{Given, Known, Made, Reason, Record};
use super::names;
use super::plan::{Sheet, Subject};
use super::run::Options;
use super::scrub::Scrub;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::digest::{Digest, Digester};
use crate::error::Error;
use crate::export::{self, Exported, Look, Planned, Protected};
use crate::font::{FontSources, Shaper};
use crate::layout::{Document, Item};
use crate::read::Format;
use crate::resume::{self, ContactKind, Person, Resume};
use crate::trust::{self, Trust};

/// How the draft of a mail ends, which is no format of documents.
const DRAFT: &str = "eml";

/// What became of a document.
#[derive(Debug)]
pub struct Outcome {
    /// What the manifest says of it.
    pub record: Record,
    /// Whether it was made.
    pub state: State,
    /// How far it may be trusted.
    pub trust: Trust,
    /// What was found on the way.
    pub findings: Diagnostics,
    /// Why it was not made.
    pub error: Option<Error>,
    /// The typeset pages with the look's measures, where a book is made of them.
    pub(super) pages: Option<Pages>,
}

/// Typeset pages, and the look that they were set in.
#[derive(Debug)]
pub(super) struct Pages {
    pub(super) document: Document,
    pub(super) look: Arc<Look>,
}

/// Whether a document was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Written anew.
    Written,
    /// It is as it would be written.
    Unchanged,
    /// It could not be made; an earlier one stays.
    Failed,
}

impl State {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            State::Written => "written",
            State::Unchanged => "unchanged",
            State::Failed => "failed",
        }
    }
}

/// What all documents of a run share.
pub(super) struct Shop {
    pub(super) known: Arc<Known>,
    /// Paths in records start from here.
    pub(super) folder: PathBuf,
    pub(super) force: bool,
    /// Doubtful documents are kept apart.
    pub(super) hold: bool,
    /// The pages are kept for a book.
    pub(super) keeps_pages: bool,
    /// Digests of files that are too large to be read for every document: faces.
    faces: Mutex<HashMap<PathBuf, Option<Digest>>>,
    /// The digest of what is in the user's folders of faces.
    folders: Mutex<HashMap<Vec<PathBuf>, Digest>>,
    /// Files of this run: pictures of pages are known only when they are made.
    written: Mutex<HashSet<u64>>,
}

impl Shop {
    pub(super) fn new(
        known: Arc<Known>,
        folder: &Path,
        options: &Options,
        keeps_pages: bool,
    ) -> Self {
        Shop {
            known,
            folder: folder.to_owned(),
            force: options.force,
            hold: options.hold,
            keeps_pages,
            faces: Mutex::default(),
            folders: Mutex::default(),
            written: Mutex::default(),
        }
    }

    /// True for a file of this run.
    pub(super) fn is_taken(&self, path: &Path) -> bool {
        let real = export::target::real(path);
        lock(&self.written).contains(&Digest::of(names::same(&real).as_bytes()).short())
    }

    /// A path as records have it.
    pub(super) fn shown(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        inside.to_string_lossy().replace('\\', "/")
    }

    fn face(&self, path: &Path) -> Option<Digest> {
        let mut faces = lock(&self.faces);
        let known = faces.entry(path.to_owned());
        *known.or_insert_with(|| Digest::of_file(path).ok())
    }

    /// The names and sizes of the files in folders of faces: a new one may show what was missing.
    fn listing(&self, sources: &FontSources) -> Digest {
        let mut folders = lock(&self.folders);
        let known = folders.entry(sources.folders.clone());
        *known.or_insert_with(|| {
            let mut sum = Digester::default();
            let mut left: Vec<PathBuf> = sources.folders.clone();
            while let Some(folder) = left.pop() {
                let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
                let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
                paths.sort();
                for path in paths {
                    if path.is_dir() {
                        left.push(path);
                        continue;
                    }
                    let length = std::fs::metadata(&path).map_or(0, |file| file.len());
                    sum.part(path.to_string_lossy().as_bytes());
                    sum.part(&length.to_be_bytes());
                }
            }
            sum.finish()
        })
    }
}

/// What a thread keeps between documents: words that were shaped.
#[derive(Default)]
pub(super) struct Bench {
    shapers: Vec<(String, FontSources, Shaper)>,
}

/// A shaper forgets the words of one language when it is to speak another, so each language
/// has its own; a batch in more languages than these shapes some words twice.
const MOST_SHAPERS: usize = 4;
/// Words of some dozen résumés, about 3 MiB.
const MOST_WORDS: usize = 8_000;

impl Bench {
    pub(super) fn shaper(&mut self, resume: &Resume, fonts: &FontSources) -> &mut Shaper {
        let language = resume.language.as_ref();
        let language = language.map_or("en", |language| language.value.as_str());
        let known = self
            .shapers
            .iter()
            .position(|(own, sources, _)| own == language && sources == fonts);
        let entry = match known {
            Some(known) => self.shapers.remove(known),
            None => {
                self.shapers.truncate(MOST_SHAPERS - 1);
                let shaper = Shaper::with_fonts(fonts.clone());
                (language.to_owned(), fonts.clone(), shaper)
            }
        };
        self.shapers.insert(0, entry);
        let (_, _, shaper) = &mut self.shapers[0];
        shaper.forget_words(MOST_WORDS);
        shaper
    }
}

/// Makes a document, unless it is as it would be.
pub(super) fn make(
    sheet: &Sheet,
    subject: &Subject,
    shop: &Shop,
    inputs: &Protected,
    bench: &mut Bench,
) -> Outcome {
    let look = &*sheet.look;
    let language = subject.resume.language.as_ref();
    let mut outcome = Outcome {
        record: Record {
            document: shop.shown(&sheet.path),
            id: subject.id.clone(),
            role: subject.role.clone(),
            theme: look.theme.name.clone(),
            language: language.map(|language| language.value.clone()),
            missing: match subject.letter {
                Some(_) => Vec::new(),
                None => missing(&subject.resume.person),
            },
            ..Record::default()
        },
        state: State::Failed,
        trust: Trust::Unread,
        findings: subject.findings.clone(),
        error: None,
        pages: None,
    };
    let scrub = Scrub::of(&subject.resume.person);
    let made = guarded(|| try_make(sheet, subject, shop, inputs, bench, &mut outcome));
    if made.is_err() {
        // It may have been left in the middle of a word.
        *bench = Bench::default();
    }
    match made.and_then(|made| made) {
        Ok(state) => {
            outcome.state = state;
            outcome.trust = match outcome.record.reasons.is_empty() {
                true => Trust::of(&outcome.findings),
                // Typesetting found them when the document was made.
                false => Trust::Look,
            };
        }
        Err(error) => {
            outcome.record.held = false;
            outcome.record.reasons = match &error {
                Error::Refused(found) | Error::Usage(found) => reasons(found),
                Error::Io { .. } | Error::Writer { .. } => Vec::new(),
            };
            outcome.record.error = Some(scrub.clean(&told(&error)));
            outcome.error = Some(error);
        }
    }
    outcome.record.state = outcome.trust.name().to_owned();
    for reason in reasons(&outcome.findings) {
        let is_known = |known: &Reason| known.id == reason.id && known.line == reason.line;
        if !outcome.record.reasons.iter().any(is_known) {
            outcome.record.reasons.push(reason);
        }
    }
    for reason in &mut outcome.record.reasons {
        reason.text = scrub.clean(&reason.text);
    }
    let found = outcome.findings.iter();
    for warning in found.filter(|finding| finding.severity == Severity::Warning) {
        let text = scrub.clean(&sentence(warning));
        if !outcome.record.warnings.contains(&text) {
            outcome.record.warnings.push(text);
        }
    }
    for dropped in &mut outcome.record.dropped {
        *dropped = scrub.clean(dropped);
    }
    outcome
}

fn try_make(
    sheet: &Sheet,
    subject: &Subject,
    shop: &Shop,
    inputs: &Protected,
    bench: &mut Bench,
    outcome: &mut Outcome,
) -> Result<State, Error> {
    let look = &*sheet.look;
    let mut resume = subject.resume.clone();
    let mut picture = None;
    if subject.letter.is_none() {
        let told;
        (picture, told) = look.dress(&mut resume)?;
        outcome.findings.append(told);
    }
    let record = &mut outcome.record;
    let given = |(path, digest): &(String, Digest)| Given {
        path: path.clone(),
        sha256: digest.to_string(),
    };
    record.inputs = subject.texts.iter().map(given).collect();
    if let (Some(path), Some(picture)) = (&picture, &resume.person.picture) {
        record.inputs.push(Given {
            path: path.display().to_string(),
            // Of the picture without its metadata: of all else nothing reaches the documents.
            sha256: Digest::of(picture.file()).to_string(),
        });
    }
    record.key = key(&resume, subject, sheet, shop).to_string();
    let known = shop.known.record(&record.document);
    let earlier = known
        .as_ref()
        .filter(|earlier| !shop.force && earlier.key == record.key && faces_stay(earlier, shop));
    let was_doubtful = earlier.is_some_and(|earlier| !earlier.reasons.is_empty());
    let mut is_held = shop.hold && (was_doubtful || Trust::of(&outcome.findings) != Trust::Sure);
    let mut path = held::place(&sheet.path, is_held);
    let mut wanted: Vec<Format> = look.formats.clone();
    let mut post = subject.post.as_ref();
    if let Some(earlier) = earlier {
        let mut stands = |ending: &str| match standing(earlier, ending, (&path, shop)) {
            Some(made) => {
                record.outputs.extend(made);
                true
            }
            None => false,
        };
        wanted.retain(|format| !stands(format.ending()));
        post = post.filter(|_| !stands(DRAFT));
        record.pages = earlier.pages;
        record.faces.clone_from(&earlier.faces);
        record.warnings.clone_from(&earlier.warnings);
        record.dropped.clone_from(&earlier.dropped);
        record.reasons.clone_from(&earlier.reasons);
        record.held = is_held;
        claim(
            record
                .outputs
                .iter()
                .map(|made| shop.folder.join(&made.path)),
            shop,
        )?;
    }
    let is_unchanged = wanted.is_empty() && post.is_none();
    if is_unchanged && !shop.keeps_pages {
        return Ok(State::Unchanged);
    }
    let asked = match post {
        Some(_) => export::with_pdf(&wanted),
        None => wanted.clone(),
    };
    let shaper = bench.shaper(&resume, &look.fonts);
    let Exported {
        mut files,
        pages,
        dropped,
        diagnostics,
        document,
        ..
    } = match &subject.letter {
        Some(letter) => export::export_letter_with(letter, &look.letter_design(), &asked, shaper)?,
        None => export::export_with(&resume, &look.design(&subject.ranking), &asked, shaper)?,
    };
    outcome.findings.append(diagnostics);
    if shop.hold && !is_held && Trust::of(&outcome.findings) != Trust::Sure {
        // Typesetting found it.
        is_held = true;
        path = held::place(&sheet.path, true);
    }
    let mut draft = None;
    if let Some(post) = post {
        let pdf = export::ended(&path, Format::Pdf);
        let redactor = post.redactor.as_ref();
        let timestamp = look.letter_design().timestamp;
        let (file, told) = post
            .mail
            .draft(&resume, redactor, &files, &pdf, timestamp)?;
        outcome.findings.append(told);
        draft = Some(file);
    }
    files.retain(|file| wanted.contains(&file.format));
    let record = &mut outcome.record;
    record.pages = Some(pages);
    record.dropped = dropped.iter().map(ToString::to_string).collect();
    record.warnings.clear();
    record.reasons.clear();
    record.held = is_held;
    record.faces = faces(&document, shop);
    let mut endings: Vec<&str> = files.iter().map(|file| file.format.ending()).collect();
    let mut planned = export::plan(None, &path, files)?;
    endings.extend(draft.iter().map(|_| DRAFT));
    planned.extend(draft);
    claim(planned.iter().map(|file| file.path.clone()), shop)?;
    export::save_beside(&planned, inputs)?;
    if let Some(known) = &known {
        held::clear(known, &path, shop);
    }
    for (file, ending) in planned.iter().zip(endings) {
        record.outputs.push(made(file, ending, shop));
    }
    let order = |made: &Made| {
        let place = look
            .formats
            .iter()
            .position(|it| it.ending() == made.format)
            .unwrap_or(look.formats.len());
        (place, made.path.len(), made.path.clone())
    };
    record.outputs.sort_by_key(order);
    // A book is sent: what is held is not bound.
    if shop.keeps_pages && !is_held {
        outcome.pages = Some(Pages {
            document,
            look: Arc::clone(&sheet.look),
        });
    }
    Ok(match is_unchanged {
        true => State::Unchanged,
        false => State::Written,
    })
}

/// The digest of everything that decides what a document is like, its format and faces from
/// outside the program aside.
fn key(resume: &Resume, subject: &Subject, sheet: &Sheet, shop: &Shop) -> Digest {
    let mut sum = Digester::default();
    sum.part(env!("CARGO_PKG_VERSION").as_bytes());
    if let Some(picture) = &resume.person.picture {
        sum.part(picture.file());
    }
    sum.part(shop.listing(&sheet.look.fonts).to_string().as_bytes());
    sum.part(sheet.design.to_string().as_bytes());
    sum.part(&resume::bytes(resume));
    for reason in trust::reasons(&subject.findings) {
        // What is doubtful is part of what is said of it.
        sum.part(reason.id().as_bytes());
    }
    let told = match &subject.letter {
        Some(letter) => write!(sum, "{letter:?}"),
        None => write!(sum, "{:?}", subject.ranking),
    };
    told.expect("a digest takes every text");
    if let Some(post) = &subject.post {
        write!(sum, "{:?}", post.mail).expect("a digest takes every text");
    }
    sum.finish()
}

/// The files of a format, if they are as they were written.
fn standing(earlier: &Record, ending: &str, (path, shop): (&Path, &Shop)) -> Option<Vec<Made>> {
    let of_format = |made: &&Made| made.format == ending && held::is_in_place(made, path, shop);
    let made: Vec<Made> = earlier.outputs.iter().filter(of_format).cloned().collect();
    let stands = made.iter().all(|made| {
        let digest = Digest::of_file(&shop.folder.join(&made.path));
        digest.is_ok_and(|digest| digest.to_string() == made.sha256)
    });
    (stands && !made.is_empty()).then_some(made)
}

fn faces_stay(earlier: &Record, shop: &Shop) -> bool {
    earlier.faces.iter().all(|face| {
        let digest = shop.face(Path::new(&face.path));
        digest.is_some_and(|digest| digest.to_string() == face.sha256)
    })
}

/// The files of faces that are not part of the program, in the order of their first use.
fn faces(document: &Document, shop: &Shop) -> Vec<Given> {
    let mut paths: Vec<&Path> = Vec::new();
    for placed in document.pages.iter().flat_map(|page| &page.items) {
        let Item::Line(line) = &placed.item else {
            continue;
        };
        for segment in &line.segments {
            if let Some(origin) = segment.face.origin()
                && !paths.contains(&origin.path.as_path())
            {
                paths.push(&origin.path);
            }
        }
    }
    let given = |path: &Path| {
        Some(Given {
            path: path.display().to_string(),
            sha256: shop.face(path)?.to_string(),
        })
    };
    paths.into_iter().filter_map(given).collect()
}

fn made(file: &Planned, ending: &str, shop: &Shop) -> Made {
    Made {
        path: shop.shown(&file.path),
        format: ending.to_owned(),
        bytes: file.bytes.len() as u64,
        sha256: Digest::of(&file.bytes).to_string(),
    }
}

/// Notes that files are this document's.
///
/// # Errors
/// For a file that another document of the run has.
fn claim(paths: impl Iterator<Item = PathBuf>, shop: &Shop) -> Result<(), Error> {
    let mut written = lock(&shop.written);
    for path in paths {
        // Links may lead two names to one file.
        let real = export::target::real(&path);
        let key = Digest::of(names::same(&real).as_bytes()).short();
        if !written.insert(key) {
            let reason = "another document of this run is written there";
            return Err(Error::io(path, std::io::Error::other(reason)));
        }
    }
    Ok(())
}

/// What forms will ask for and nothing gives.
fn missing(person: &Person) -> Vec<String> {
    let has = |wanted: ContactKind| person.contacts.iter().any(|one| one.kind == wanted);
    [
        ("name", person.name.is_some()),
        ("email", has(ContactKind::Email)),
        ("phone", has(ContactKind::Phone)),
        ("location", person.location.is_some()),
    ]
    .into_iter()
    .filter(|(_, is_there)| !is_there)
    .map(|(name, _)| name.to_owned())
    .collect()
}

/// Why findings make a document doubtful, or why there is none.
pub(super) fn reasons(findings: &Diagnostics) -> Vec<Reason> {
    let reason = |finding: &Diagnostic| {
        let span = finding.span.as_ref();
        Reason {
            id: finding.id(),
            text: finding.message.clone(),
            file: span.map(|span| span.source().name().to_owned()),
            line: span.map(|span| span.position().0),
        }
    };
    trust::reasons(findings).into_iter().map(reason).collect()
}

/// A finding in one line: what, where, and what helps.
pub(super) fn sentence(finding: &Diagnostic) -> String {
    let mut text = finding.message.clone();
    if let Some(span) = &finding.span {
        let _ = write!(text, " ({span})");
    }
    for hint in &finding.hints {
        let _ = write!(text, "; {hint}");
    }
    text
}

/// An error in one line.
pub(super) fn told(error: &Error) -> String {
    match error {
        Error::Refused(found) | Error::Usage(found) => {
            let faults = found
                .iter()
                .filter(|finding| finding.severity == Severity::Error);
            faults.map(sentence).collect::<Vec<_>>().join("; ")
        }
        Error::Io { .. } | Error::Writer { .. } => error.to_string(),
    }
}
