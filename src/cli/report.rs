//! Findings drawn for people, on standard error.

use std::io::{IsTerminal, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::args::Color;
use super::brief::{self, Brief};
use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Span, Spanned};
use crate::error::Error;
use crate::trust::{self, Trust};

/// How findings are drawn.
#[derive(Debug)]
pub struct Report {
    color: bool,
    volume: Volume,
}

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Volume {
    /// Errors only.
    Quiet,
    /// The weightiest findings, a line each.
    #[default]
    Usual,
    /// All of them, drawn with their places.
    Verbose,
}

impl Report {
    /// Settles whether to colour: as told, else on a terminal without `NO_COLOR`.
    pub fn new(color: Color, volume: Volume) -> Self {
        let color = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !refused && std::io::stderr().is_terminal()
            }
        };
        Report { color, volume }
    }

    /// Draws errors, and tells of other findings as much as is wanted.
    pub fn show(&self, findings: &Diagnostics) {
        self.findings(findings, &[]);
    }

    /// Tells what was found for a document and how far it may be trusted; what `quiet` names is
    /// only counted.
    pub fn told(&self, findings: &Diagnostics, quiet: &[Spanned<String>]) {
        let known: Vec<String> = findings.iter().map(Diagnostic::id).collect();
        let mut all = findings.clone();
        all.append(trust::unknown_ids(quiet, &known));
        self.findings(&all, quiet);
        self.progress(brief::state(Trust::of(findings)));
    }

    /// Tells what was found for many documents; who wants to hear all has heard it before.
    pub fn gathered(&self, findings: &Diagnostics, quiet: &[Spanned<String>], known: &[String]) {
        let unknown = trust::unknown_ids(quiet, known);
        if self.is_verbose() {
            return self.show(&unknown);
        }
        let mut all = findings.clone();
        all.append(unknown);
        self.findings(&all, quiet);
    }

    fn findings(&self, findings: &Diagnostics, quiet: &[Spanned<String>]) {
        match self.volume {
            Volume::Quiet => {}
            Volume::Usual => {
                let brief = Brief::new(findings, quiet);
                for finding in &brief.shown {
                    self.line(&brief::line(finding));
                }
                if let Some(rest) = brief.rest() {
                    self.line(&format!("note: {rest}"));
                }
            }
            Volume::Verbose => {
                for finding in findings {
                    if finding.severity != Severity::Error {
                        self.line(&draw(finding, self.color));
                    }
                }
            }
        }
        for finding in findings {
            if finding.severity == Severity::Error {
                self.line(&draw(finding, self.color));
            }
        }
    }

    /// Tells of a file or stream that failed.
    pub fn failure(&self, error: &Error) {
        self.show(&Diagnostic::error(error.to_string()).into());
    }

    /// True if the user wants it quiet.
    pub fn is_quiet(&self) -> bool {
        self.volume == Volume::Quiet
    }

    /// True if the user wants to hear everything.
    pub fn is_verbose(&self) -> bool {
        self.volume == Volume::Verbose
    }

    /// Tells of something that was not done.
    pub fn failed(&self, text: &str) {
        self.show(&Diagnostic::error(text).into());
    }

    /// Tells of something done; nothing if the user wants it quiet.
    pub fn progress(&self, text: &str) {
        if !self.is_quiet() {
            self.line(&characters::line(text));
        }
    }

    fn line(&self, text: &str) {
        // With standard error closed there is nobody left to tell.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

/// A finding as text without a final line end. What it quotes steers no terminal.
pub fn draw(finding: &Diagnostic, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .decor_style(DecorStyle::Ascii);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let id = finding.id();
    // A note is one line: what and where, without the source.
    if finding.severity == Severity::Note {
        let message = match &finding.span {
            Some(span) => format!("{} ({span})", finding.message),
            None => finding.message.clone(),
        };
        let message = characters::line(&message);
        return renderer.render(&[Group::with_title(level.primary_title(message).id(id))]);
    }
    let message = characters::line(&finding.message);
    let title = level.primary_title(message);
    let mut group = Group::with_title(match finding.severity {
        Severity::Error => title,
        Severity::Warning | Severity::Note => title.id(id),
    });
    let mut places: Vec<(&Span, &str, AnnotationKind)> = Vec::new();
    if let Some(span) = &finding.span {
        let label = finding.label.as_deref().unwrap_or("");
        places.push((span, label, AnnotationKind::Primary));
    }
    for (span, label) in &finding.labels {
        places.push((span, label, AnnotationKind::Context));
    }
    while let Some(&(first, ..)) = places.first() {
        // Places in one file share a picture.
        let (here, rest): (Vec<_>, Vec<_>) = places
            .into_iter()
            .partition(|(span, ..)| span.source().name() == first.source().name());
        let source = first.source();
        let picture = characters::picture(source.text());
        let label = source.label();
        let mut snippet = Snippet::source(picture.text.clone())
            .path(characters::line(&label).into_owned())
            .line_start(source.first_line());
        for (span, label, kind) in here {
            let range = span.range();
            let drawn = picture.place(range.start)..picture.place(range.end);
            let mut annotation = kind.span(drawn);
            if !label.is_empty() {
                annotation = annotation.label(characters::line(label));
            }
            snippet = snippet.annotation(annotation);
        }
        group = group.element(snippet);
        places = rest;
    }
    for hint in &finding.hints {
        group = group.element(Level::HELP.message(characters::line(hint)));
    }
    let drawn = renderer.render(&[group]);
    if finding.span.is_some() {
        return drawn;
    }
    // Without a picture there is nothing for a bare rule to lead to.
    let kept: Vec<&str> = drawn.lines().filter(|line| !is_bare_rule(line)).collect();
    kept.join("\n")
}

/// True for a line that shows only `|`, whatever its colours.
fn is_bare_rule(line: &str) -> bool {
    let mut shown = String::new();
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            _ => shown.push(c),
        }
    }
    shown.trim() == "|"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn an_error_shows_its_line() {
        let source = Source::new("layouts/slate.yaml", "a: b\nheading: acent\n");
        let finding = Diagnostic::error("unknown colour role `acent`")
            .at(Span::new(&source, 14..19))
            .label("not in `palette`")
            .hint("did you mean `accent`?");
        let drawn = draw(&finding, false);
        assert!(drawn.contains("layouts/slate.yaml:2:10"), "{drawn}");
        assert!(drawn.contains("^^^^^ not in `palette`"), "{drawn}");
        assert!(drawn.contains("help: did you mean `accent`?"), "{drawn}");
    }

    #[test]
    fn advice_without_a_place_has_no_empty_picture() {
        let finding = Diagnostic::warning("nothing says whose résumé this is").hint("say it");
        for color in [false, true] {
            assert_eq!(draw(&finding, color).lines().count(), 2);
        }
    }

    #[test]
    fn a_note_is_one_line() {
        let source = Source::new("p.md", "x\ny\n");
        let finding =
            Diagnostic::note("a call to action is left out").at(Span::of_line(&source, 2));
        assert_eq!(
            draw(&finding, false),
            format!(
                "note[{}]: a call to action is left out (p.md:2:1)",
                finding.id()
            )
        );
    }
}
