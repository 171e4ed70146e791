//! The model as a file that people correct: written whole, and read back without loss.
//!
//! ```yaml
//! vitae: resume
//! name: Ana Reis
//! contacts:
//! - kind: email
//!   text: ana@example.org
//! sections:
//! - kind: experience
//!   entries:
//!   - title: Pilot
//!     organization: Kestrel Line
//!     period: { start: 2019, end: present, written: since 2019 }
//!     highlights:
//!     - Flew the night mail
//! ```
//!
//! The first key marks it as the program's own. What follows from other values is not written:
//! identifiers of sections, kinds of entries that their section tells, where an e-mail address
//! leads. Text with emphasis or links is a list of runs. `from` says where a value was read; nobody
//! reads it back. One table of keys ([`keys`]) checks what is read and makes the schema.

mod keys;
mod read;
mod schema;
mod write;

pub(crate) use read::from_tree;
pub(in crate::resume) use write::Model;

use std::sync::Arc;

use super::Resume;
use crate::diagnostic::{Diagnostics, Source};
use crate::yaml::{self, Node};

/// The key that marks a file of the program's own.
const MARK: &str = "vitae";
/// What it says of a résumé.
const MARK_OF_RESUME: &str = "resume";

/// What stands above the model: where editors look for the schema, and what the file is for.
const HEAD: &str = "\
# yaml-language-server: $schema=resume.schema.json
# What was understood of the page. Correct it here; `vitae export` sets this file as it stands.
# `vitae schema resume > resume.schema.json` lets an editor complete and check it.
";

/// Writes the model as a YAML document that [`from_yaml`] reads back without loss.
pub fn to_yaml(resume: &Resume) -> String {
    let model =
        yaml::to_string(&Model::new(resume)).expect("maps, lists and texts are always YAML");
    format!("{HEAD}{model}")
}

/// Reads a document that [`to_yaml`] wrote and somebody may have corrected.
///
/// # Errors
/// All faults in one run, each with its place: unknown keys and words, values of another shape,
/// dates and addresses that are none.
pub fn from_yaml(source: &Arc<Source>) -> Result<Resume, Diagnostics> {
    let root = yaml::parse(source, 0..source.text().len())?;
    from_tree(&root)
}

/// True for a tree that is marked as the program's own.
pub(crate) fn is_own(root: &Node) -> bool {
    root.get(MARK).is_some_and(|mark| mark.text().is_some())
}

/// The JSON Schema of such a file, for editors.
pub fn schema() -> serde_json::Value {
    schema::resume()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
vitae: resume
name: Ana Reis
arranged: author
language: en
contacts:
- kind: phone
  text: +351 555 010 203
- kind: profile
  network: GitHub
  text: github.com/ana
- kind: website
  text: my page
  href: https://ana.example.org/
summary:
- 'Keeps '
- text: harbours
  strong: true
- ' open.'
sections:
- kind: experience
  title: Where I was
  page_break: true
  entries:
  - organization: Fenwick Ferries
    parts:
    - title: Mate
      period:
        start: 20XX-06
        end: present
        expected: true
        written: since June
      highlights:
      - Tied ropes
      - text: Taught two crews
        tags:
        - teaching
      details:
      - Plain words
      - label: Crew
        text: twelve
      - usual: true
        text: On paper
      links:
      - text: the ferry
        href: https://ferry.example.org
  - kind: project
    title: A chart
    page_break: true
- kind: skills
  groups:
  - name: Boats
    items:
    - Rowing
- kind: metrics
  metrics:
  - value: '12'
    label: crossings
- kind: other
  text:
  - One line
";

    fn read(text: &str) -> Result<Resume, Diagnostics> {
        from_yaml(&Source::new("cv.yaml", text))
    }

    /// Without the head, and without what tells where values were read.
    fn written(resume: &Resume) -> String {
        to_yaml(resume)
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim_start().starts_with("from: "))
            .map(|line| format!("{line}\n"))
            .collect()
    }

    #[test]
    fn what_is_read_is_written_again_in_the_same_words() {
        assert_eq!(written(&read(TEXT).expect("a résumé")), TEXT);
    }

    #[test]
    fn all_faults_of_a_hand_are_told_with_their_places_and_what_was_meant() {
        let faults = read(
            "vitae: resume\nnam: Ana\ncontacts:\n- { kind: mail, text: a@b.example }\n\
             sections:\n- kind: experience\n  entries:\n  - title: [Pilot]\n    \
             period: { start: soon }\n  text: [Words]\n- kind: skils\n- title: Nothing\n",
        )
        .expect_err("faults");
        let told: Vec<_> = faults
            .iter()
            .map(|fault| {
                let place = fault.span.as_ref().map(|span| span.position());
                (place.expect("placed"), fault.message.as_str())
            })
            .collect();
        assert_eq!(
            told,
            [
                ((2, 1), "unknown key `nam`"),
                ((4, 11), "unknown kind of contact `mail`"),
                (
                    (10, 3),
                    "a section holds one thing: `text` beside `entries`"
                ),
                ((8, 12), "`title` is one text"),
                ((9, 22), "`start`: no date can be read in `soon`"),
                ((11, 9), "unknown kind of section `skils`"),
                ((11, 3), "this section holds nothing"),
                ((12, 3), "a section has a `kind`"),
                ((12, 3), "this section holds nothing"),
            ]
        );
        let hint = |n: usize| faults.iter().nth(n).map(|fault| fault.hints.join(""));
        assert_eq!(hint(0).as_deref(), Some("did you mean `name`?"));
        assert_eq!(hint(5).as_deref(), Some("did you mean `skills`?"));
    }

    #[test]
    fn an_address_that_would_run_something_is_refused() {
        let faults = read(
            "vitae: resume\ncontacts:\n- { kind: website, text: x, href: 'javascript:alert(1)' }\n",
        )
        .expect_err("refused");
        assert_eq!(faults.iter().count(), 1);
    }

    #[test]
    fn a_text_edited_by_hand_leads_where_it_says() {
        let resume = read("vitae: resume\ncontacts:\n- { kind: email, text: b@c.example }\n")
            .expect("a résumé");
        let href = resume.person.contacts[0].href.as_deref();
        assert_eq!(href, Some("mailto:b@c.example"));
    }
}
