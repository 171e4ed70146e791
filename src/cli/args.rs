//! The command line.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::batch::BatchArgs;
use super::input::{InputArgs, ReadArgs};
use super::look::LookArgs;
use super::sheet::{FitArgs, SheetArgs};
use crate::characters;
use crate::diagnostic::{Diagnostics, Source, Span, Spanned};
use crate::export::Wanted;
use crate::read::{Format, Input, PersonSettings, WithPage};

/// Typesets the résumé that is already on your portfolio page.
#[derive(Debug, Parser)]
#[command(name = "vitae", version, arg_required_else_help = true)]
#[command(after_help = "Examples:
  vitae export backend.md                       PDF and Word, beside you
  vitae export backend.md --theme compact -o cv.pdf
  vitae export backend.md --with cv.md:experience,education --out out
  vitae extract backend.md                      what was understood, as YAML
  vitae fix backend.md:12 organization          what stands on line 12 is an employer
  vitae init                                    a first vitae.yaml: person, roles
  vitae export --role backend                   a role of vitae.yaml
  vitae batch site --theme modern,compact       all its roles, in two themes
  vitae explain backend --job advert.md         what it keeps, and why
  vitae letter letter.md backend.md             a cover letter in the same looks
  vitae themes                                  the themes and whom they suit
  vitae themes --preview backend.md --out look  the page in every theme, as pictures

Settings that stay the same are kept in `vitae.yaml`, beside the page or in a folder above it.")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colour messages: `auto`, `always` or `never`.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: Color,
    /// Show errors only.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Show every finding with its place.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set a page as PDF and Word.
    Export(Box<ExportArgs>),
    /// Set a cover letter with the head and the looks of the résumé.
    Letter(Box<LetterArgs>),
    /// Set every role of a site, or everybody on a list.
    Batch(Box<BatchArgs>),
    /// Show or write what is understood of a page, as YAML or JSON Resume; `export` reads both.
    Extract(ExtractArgs),
    /// Show what a role keeps of its pages, and why.
    Explain(ExplainArgs),
    /// Say what a text of a page is, where it is read as something else.
    Fix(FixArgs),
    /// Write a first `vitae.yaml` for a site, from what is found there.
    Init(InitArgs),
    /// List the themes and whom they suit, or draw them.
    Themes(ThemesArgs),
    /// Print the JSON Schema of a file, for editors.
    Schema(SchemaArgs),
}

/// When messages are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where the résumé comes from; every command that reads a page has these.
#[derive(Clone, Debug, Args)]
pub struct SourceArgs {
    /// The page, data file or folder of a site; `-` for standard input.
    #[arg(value_name = "PAGE")]
    pub page: Option<String>,
    /// The role of `vitae.yaml` to set: its pages, keywords, limits and look.
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    /// A further page to complete the first, with the sections to take from it.
    #[arg(long, value_name = "PAGE[:SECTIONS]")]
    pub with: Vec<String>,
    /// The settings file, in place of the `vitae.yaml` beside or above the page.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How much is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How it is read.
    #[command(flatten)]
    pub reading: ReadArgs,
    /// The person's name.
    #[arg(long, help_heading = "Person")]
    pub name: Option<String>,
    /// What the person is, such as "Senior Backend Developer".
    #[arg(long, help_heading = "Person")]
    pub headline: Option<String>,
    /// An e-mail address.
    #[arg(long, help_heading = "Person")]
    pub email: Option<String>,
    /// A telephone number.
    #[arg(long, help_heading = "Person")]
    pub phone: Option<String>,
    /// Where the person lives.
    #[arg(long, help_heading = "Person")]
    pub location: Option<String>,
    /// The person's own page.
    #[arg(long, help_heading = "Person")]
    pub url: Option<String>,
    /// What is shown nowhere, not even in prose or metadata: phone, email, location, links.
    #[arg(long, value_name = "VALUES", help_heading = "Person")]
    pub redact: Option<String>,
}

impl SourceArgs {
    /// What is asked for.
    ///
    /// # Errors
    /// A diagnostic for each word of `--with` and `--redact` that is not known.
    pub fn wanted(&self) -> Result<Wanted, Diagnostics> {
        let mut faults = Diagnostics::new();
        let mut with = Vec::new();
        for argument in &self.with {
            match WithPage::parse(argument) {
                Ok(page) => with.push(page),
                Err(fault) => faults.push(fault),
            }
        }
        let redact = match super::list::words("--redact", self.redact.as_deref()) {
            Ok(kinds) => kinds,
            Err(found) => {
                faults.append(found);
                Vec::new()
            }
        };
        if faults.has_errors() {
            return Err(faults);
        }
        let mut wanted = Wanted {
            page: self.page.as_deref().map(Input::from),
            with,
            config: self.config.clone(),
            max_input: self.input.max_input_size,
            role: given("--role", &self.role),
            person: PersonSettings {
                name: said("--name", &self.name),
                headline: said("--headline", &self.headline),
                email: said("--email", &self.email),
                phone: said("--phone", &self.phone),
                location: said("--location", &self.location),
                url: said("--url", &self.url),
                ..PersonSettings::default()
            },
            redact,
            ..Wanted::default()
        };
        self.reading.wanted(&mut wanted);
        Ok(wanted)
    }
}

/// The value of an option with its place; nothing for a blank one.
pub(super) fn given(option: &str, value: &Option<String>) -> Option<Spanned<String>> {
    let value = value.as_ref().filter(|value| !value.trim().is_empty())?;
    let source = Source::new(option, value.trim());
    Some(Spanned::new(value.trim().to_owned(), Span::whole(&source)))
}

/// The same for what documents say.
fn said(option: &str, value: &Option<String>) -> Option<Spanned<String>> {
    let value = value.as_deref().map(characters::text);
    given(option, &value.map(Cow::into_owned))
}

/// `vitae export`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae export backend.md                              First-Last-Headline.pdf and .docx
  vitae export backend.md --format pdf -o cv.pdf
  vitae export backend.md --format svg,png --dpi 96    a picture of each page
  vitae export backend.md --theme compact --paper letter --out out
  vitae export backend.md --theme ./slate.yaml         a theme file of your own
  vitae export backend.md --accent '#0B6A66' --font-size 10pt --set spacing.entry=6pt
  vitae export backend.md --sections summary,skills,projects --hide details,tags
  vitae export backend.md --name \"Ana Reis\" --phone \"+351 555 010 203\"
  vitae export backend.md --with full_cv.md:experience,education,languages
  vitae export --role backend --job advert.md          a role of vitae.yaml, for this job
  vitae export backend.md --redact phone,location      a copy for the public
  vitae export backend.md --portal --format docx --out portal
  vitae export backend.md --mail jobs@example.org      First-Last-Headline.eml, too
  vitae export - -o - < backend.md > cv.pdf            from and to streams")]
pub struct ExportArgs {
    /// Where the résumé comes from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// A job description to rank by: a text, Markdown, HTML or Word file; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub job: Option<String>,
    /// The formats to write: pdf, docx, svg, png [default: pdf,docx]
    #[arg(
        long,
        value_name = "FORMATS",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub format: Vec<Format>,
    /// A theme by name, or a theme file by its path [default: modern]
    #[arg(long, value_name = "NAME|FILE")]
    pub theme: Option<String>,
    /// What it is set on and with.
    #[command(flatten)]
    pub sheet: SheetArgs,
    /// How it is brought to its pages.
    #[command(flatten)]
    pub fit: FitArgs,
    /// How the look differs from the theme's.
    #[command(flatten)]
    pub look: LookArgs,
    /// Write a draft of a mail beside the documents, with the PDF attached; it is never sent.
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, help_heading = "Mail")]
    pub mail: Option<Option<String>>,
    /// Its text, and `subject` in front matter, with values such as {name}, {role}, {link}.
    #[arg(long, value_name = "FILE", requires = "mail", help_heading = "Mail")]
    pub mail_template: Option<PathBuf>,
    /// The date that files give as theirs, such as 2026-03-31, or `today`.
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Fail (exit code 1) if the document is not sure; it is written all the same.
    #[arg(long)]
    pub strict: bool,
    /// The folder for the documents; made where it is missing.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub out: Option<PathBuf>,
    /// The one file to write; its ending names the format; `-` for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `vitae letter`.
#[derive(Debug, Args)]
#[command(
    mut_arg("page", |page| page
        .help("The page that says who writes; `vitae.yaml` and the options below may say it too")),
    mut_arg("role", |role| role
        .help("The role of `vitae.yaml` that it is for: its pages, look and letter")),
    after_help = "Examples:
  vitae letter letter.md backend.md                    First-Last-Letter.pdf and .docx
  vitae letter letter.md backend.md --theme classic --format pdf -o letter.pdf
  vitae letter letter.md --name \"Ana Reis\" --email ana@example.org
  vitae letter letter.md backend.md --date today       where the letter itself has no date
  vitae letter --role backend                          the letter that the role names

A letter is Markdown. Its front matter may give `recipient` (lines), `date`, `place`, `subject`,
`salutation`, `closing`, `signature`, `enclosures` and `language`."
)]
pub struct LetterArgs {
    /// The letter, where the role names none; `-` for standard input.
    #[arg(value_name = "LETTER", required_unless_present = "role")]
    pub letter: Option<String>,
    /// Who writes it.
    #[command(flatten)]
    pub source: SourceArgs,
    /// The formats to write: pdf, docx, svg, png [default: pdf,docx]
    #[arg(
        long,
        value_name = "FORMATS",
        value_delimiter = ',',
        hide_possible_values = true
    )]
    pub format: Vec<Format>,
    /// A theme by name, or a theme file by its path [default: modern]
    #[arg(long, value_name = "NAME|FILE")]
    pub theme: Option<String>,
    /// What it is set on and with.
    #[command(flatten)]
    pub sheet: SheetArgs,
    /// The letter's date where it gives none, such as 2026-03-31, or `today`.
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// The accent: colour of headings, marks and icons, such as '#0B6A66'.
    #[arg(long, value_name = "COLOUR", help_heading = "Look")]
    pub accent: Option<String>,
    /// The size of running text, such as 10pt; other text but head and foot follows.
    #[arg(long, value_name = "LENGTH", help_heading = "Look")]
    pub font_size: Option<String>,
    /// Any value of a theme file, such as spacing.letter_head=40pt; may be repeated.
    #[arg(long, value_name = "PATH=VALUE", help_heading = "Look")]
    pub set: Vec<String>,
    /// The folder for the documents; made where it is missing.
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub out: Option<PathBuf>,
    /// The one file to write; its ending names the format; `-` for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `vitae extract`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae extract backend.md
  vitae extract backend.md -o cv.yaml             correct it, then: vitae export cv.yaml
  vitae extract backend.md --as json --name \"Ana Reis\"
  vitae extract backend.md --with full_cv.md:experience,education,languages
  vitae extract backend.md --redact phone,email   what a public copy would hold
  vitae extract backend.md --explain              why, and what was left out
  cat backend.md | vitae extract -")]
pub struct ExtractArgs {
    /// Where the résumé comes from.
    #[command(flatten)]
    pub source: SourceArgs,
    /// The form to print: `yaml`, the model, to be corrected and exported; or `json`, JSON Resume
    /// [default: yaml, or what the ending of `--output` names]
    #[arg(long = "as", value_name = "FORM", hide_possible_values = true)]
    pub form: Option<Form>,
    /// Tell where each value was read and by what it was recognised, and list what was left out.
    #[arg(long, conflicts_with_all = ["form", "redact", "output"])]
    pub explain: bool,
    /// The file to write, such as cv.yaml or cv.json; `-` for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `vitae fix`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae fix cv.md:12 organization
  vitae fix cv.md:12 title --text 'Head Cook'    where the line has several texts

The correction stands in `read:` of the `vitae.yaml` beside or above the page, which is written where
there is none: `{ text: 'Fenwick Hall', is: organization }`. What else stands in the file stays. It
holds wherever the text moves to on the page; where it matches nothing any more a warning says so.")]
pub struct FixArgs {
    /// The page or data file, and the line on which the text stands.
    #[arg(value_name = "PAGE:LINE")]
    pub place: String,
    /// What the text is: name, headline, title, organization, location, description.
    #[arg(value_name = "FIELD")]
    pub field: String,
    /// The text itself, where the line has several.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// The settings file, in place of the `vitae.yaml` beside or above the page.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How much is read.
    #[command(flatten)]
    pub input: InputArgs,
}

/// `vitae explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae explain backend
  vitae explain backend --job advert.md           ranked by a job description, too
  vitae explain backend --as json

Each line has the score, what became of the part (`3 to 1`: it moved up), and why. The score is
the sum, over the terms that the part has, of weight x rarity x place: weight 1 for a keyword, 1
more if the job description has it, 1 for a tag of yours that it has, 0.25 for any other word of
it; rarity ln(1 + entries / entries with the term); place 1 in titles, tags, bullets and skills,
0.5 for an entry's running text.")]
pub struct ExplainArgs {
    /// The role of `vitae.yaml`.
    #[arg(value_name = "ROLE")]
    pub role: String,
    /// A page, or the folder of a site, in place of the role's pages.
    #[arg(value_name = "PAGE")]
    pub page: Option<String>,
    /// A job description to rank by: a text, Markdown, HTML or Word file; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub job: Option<String>,
    /// The settings file, in place of the `vitae.yaml` beside or above the page.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How much is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The form to print: `table` or `json`.
    #[arg(
        long = "as",
        value_name = "FORM",
        default_value = "table",
        hide_possible_values = true
    )]
    pub form: ExplainForm,
}

impl ExplainArgs {
    /// What is asked for.
    pub fn wanted(&self) -> Wanted {
        Wanted {
            page: self.page.as_deref().map(Input::from),
            config: self.config.clone(),
            max_input: self.input.max_input_size,
            role: given("ROLE", &Some(self.role.clone())),
            job: self.job.as_deref().map(Input::from),
            ..Wanted::default()
        }
    }
}

/// The forms of an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainForm {
    /// A table to read.
    Table,
    /// JSON.
    Json,
}

/// `vitae init`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae init                                      vitae.yaml for the folder you stand in
  vitae init site && cd site && vitae export --role backend")]
pub struct InitArgs {
    /// The folder of the site.
    #[arg(value_name = "SITE", default_value = ".")]
    pub site: PathBuf,
    /// Replace a file that is there.
    #[arg(long)]
    pub force: bool,
    /// How much is read.
    #[command(flatten)]
    pub input: InputArgs,
}

/// `vitae themes`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae themes
  vitae themes --preview                         a sample in every theme: themes.png and pages
  vitae themes --preview backend.md --out look   your own page")]
pub struct ThemesArgs {
    /// Draw every theme, with the given page or a sample.
    #[arg(long, value_name = "PAGE", num_args = 0..=1)]
    pub preview: Option<Option<String>>,
    /// The folder for the pictures; made where it is missing.
    #[arg(long, value_name = "DIR", requires = "preview")]
    pub out: Option<PathBuf>,
    /// A folder of theme files: `NAME.yaml` in it is the theme `NAME`; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub layout_dir: Vec<PathBuf>,
    /// How much is read.
    #[command(flatten)]
    pub input: InputArgs,
}

/// `vitae schema`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae schema theme > theme.schema.json
  vitae schema config > vitae.schema.json
  vitae schema resume > resume.schema.json")]
pub struct SchemaArgs {
    /// The sort of file: `theme`, `config` for `vitae.yaml`, or `resume` for what `vitae extract`
    /// writes.
    #[arg(value_name = "FILE", hide_possible_values = true)]
    pub of: SchemaOf,
}

/// The sorts of files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A theme file.
    Theme,
    /// `vitae.yaml`.
    Config,
    /// What `vitae extract` writes.
    Resume,
}

/// The forms in which a résumé is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// The model itself, to be corrected and exported.
    Yaml,
    /// JSON Resume 1.0.
    Json,
}
