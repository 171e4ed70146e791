//! A Markdown file becomes a letter.

use std::sync::Arc;

use super::{ReadLetter, keys, markdown};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span};
use crate::read::front_matter;

/// Reads a letter.
///
/// # Errors
/// A diagnostic for each unknown key and wrong shape of the front matter, and one for a letter
/// without text.
pub fn read(source: &Arc<Source>) -> Result<ReadLetter, Diagnostics> {
    let (front, body) = front_matter(source)?;
    let mut findings = Diagnostics::new();
    let mut letter = match &front {
        Some(front) => keys::read(front, &mut findings),
        None => super::Letter::default(),
    };
    let end = body.end;
    letter.body = markdown::blocks(source, body, &mut findings);
    if letter.body.is_empty() {
        findings.push(
            Diagnostic::error(format!("the letter `{}` has no text", source.name()))
                .at(Span::new(source, end..end))
                .hint("write its paragraphs below the front matter, without salutation and name"),
        );
    }
    if findings.has_errors() {
        Err(findings)
    } else {
        Ok((letter, findings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::{Block, Day, Letter, LetterDate};

    fn letter(text: &str) -> Letter {
        let source = Source::new("letter.md", text);
        read(&source).expect("a letter").0
    }

    fn faults(text: &str) -> Vec<(String, (usize, usize))> {
        let source = Source::new("letter.md", text);
        let found = read(&source).expect_err("faults");
        found
            .iter()
            .map(|fault| {
                let span = fault.span.as_ref().expect("placed");
                (fault.message.clone(), span.position())
            })
            .collect()
    }

    #[test]
    fn keys_and_text_make_a_letter() {
        let letter = letter(
            "---\nrecipient: |\n  Ms Clara Holm\n  Harbour Lane 4\ndate: 2026-03-31\n\
             enclosures: [Résumé, Certificates]\nlanguage: pt_BR\n---\n\nFirst *one*\ngoes on.\n\n\
             - a\n- b\n\n3. c\n4. d\n",
        );
        let lines: Vec<&str> = letter.recipient.iter().map(|line| line.as_str()).collect();
        assert_eq!(lines, ["Ms Clara Holm", "Harbour Lane 4"]);
        assert_eq!(letter.recipient[1].span.position(), (4, 3));
        let day: Day = "2026-03-31".parse().expect("a day");
        assert!(matches!(&letter.date, Some(LetterDate::On(on)) if on.value == day));
        assert_eq!(letter.enclosures.len(), 2);
        assert_eq!(letter.language.expect("given").value, "pt-BR");
        let [
            Block::Paragraph(text),
            Block::Bullets(items),
            Block::Numbered(3, numbered),
        ] = letter.body.as_slice()
        else {
            panic!("{:?}", letter.body);
        };
        assert_eq!(text.text(), "First one goes on.");
        assert!(text.runs[1].emphasis.emphasized);
        assert_eq!((items.len(), numbered.len()), (2, 2));
        assert_eq!(text.span.position(), (10, 1));
    }

    /// The blocks of a letter as they will be read, and what was told.
    fn said(text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::new("letter.md", text);
        let (letter, found) = read(&source).expect("a letter");
        let mut said = Vec::new();
        for block in &letter.body {
            match block {
                Block::Paragraph(text) => said.push(text.text()),
                Block::Bullets(items) => {
                    said.extend(items.iter().map(|item| format!("- {}", item.text())));
                }
                Block::Numbered(first, items) => {
                    let items = (*first..).zip(items);
                    said.extend(items.map(|(number, item)| format!("{number}. {}", item.text())));
                }
            }
        }
        (said, found.iter().map(|one| one.message.clone()).collect())
    }

    #[test]
    fn items_keep_their_numbers_whatever_stands_between_them() {
        let (text, told) = said(
            "1. One\n   - inner\n   - other\n\n   more of it\n2. Two\n   1. first\n3. Three\n",
        );
        let expected = [
            "1. One",
            "- inner",
            "- other",
            "more of it",
            "2. Two",
            "1. first",
            "3. Three",
        ];
        assert_eq!(text, expected);
        assert_eq!(
            told,
            ["the items of an inner list stand beside the outer's"; 2]
        );
        let (text, _) = said("- a\n  - b\n- c\n\n1. - d\n");
        assert_eq!(text, ["- a", "- b", "- c", "- d"]);
    }

    #[test]
    fn what_a_letter_has_no_form_for_is_said_otherwise_or_told() {
        let (text, told) = said("This was ~~not~~ my idea.[^1]\n\n[^1]: Ask Ana.\n");
        assert_eq!(text, ["This was my idea. [1]", "[1] Ask Ana."]);
        assert_eq!(told, ["struck-out words are left out"]);
        let (text, told) = said("Before:\n\n| Year | Boats |\n|---|---|\n| 2024 | 12 |\n");
        assert_eq!(text, ["Before:", "Year, Boats\n2024, 12"]);
        assert_eq!(told, ["a table is set as lines: a letter has none"]);
    }

    #[test]
    fn a_letter_may_be_nothing_but_its_text() {
        let letter = letter("I write to you.\n");
        assert_eq!(letter.body.len(), 1);
        assert!(letter.date.is_none() && letter.salutation.is_none());
    }

    #[test]
    fn every_fault_is_told_with_its_place() {
        let found = faults(
            "---\nrecipent: Ana\ndate: 2026-02-30\nlanguage: german\nclosing: [a]\n---\n\n<!-- -->\n",
        );
        let expected = [
            ("unknown key `recipent`", (2, 1)),
            ("the calendar has no day `2026-02-30`", (3, 7)),
            ("`german` is no language tag", (4, 11)),
            ("`closing` is one text", (5, 10)),
            ("the letter `letter.md` has no text", (9, 1)),
        ];
        let expected = expected.map(|(message, place)| (message.to_owned(), place));
        assert_eq!(found, expected);
    }

    #[test]
    fn what_a_letter_has_no_place_for_is_told() {
        let source = Source::new("letter.md", "# Hi\n\n![x](a.png) Text <b>bold</b>\n\n---\n");
        let (letter, findings) = read(&source).expect("a letter");
        assert_eq!(letter.body.len(), 2);
        let told: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "a heading is set as a paragraph: a letter has none",
                "a picture is left out",
                "HTML is left out: a letter is plain Markdown",
                "HTML is left out: a letter is plain Markdown",
                "a rule is left out",
            ]
        );
    }
}
