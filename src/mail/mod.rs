//! A draft of the mail that a résumé goes out with: written beside it, never sent.
//!
//! A draft is a message of RFC 5322 with the PDF attached. `X-Unsent: 1` makes mail programs
//! open it for editing. Nothing in it changes from run to run: its date is the caller's or
//! absent, its identifier and boundary come from its content.

mod address;
mod template;
mod values;
mod words;

pub use address::{Mailbox, MailboxError};
pub use template::Template;

use std::borrow::Cow;

use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text as HeaderText;
use mail_builder::mime::{BodyPart, MimePart};

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::redact::Redactor;
use crate::resume::{Person, RichText};
use template::{Part, Pattern, ends_paragraph};
use values::Value;
use words::words;

/// What a draft is made of.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Who writes.
    pub person: &'a Person,
    /// What it is written for, where that is not the person's headline.
    pub role: Option<&'a str>,
    /// BCP 47 tag of the document's language.
    pub language: &'a str,
    /// To whom, where it is known.
    pub to: Option<&'a Mailbox>,
    /// The user's own words in place of the program's.
    pub template: Option<&'a Template>,
    /// What takes redacted values out of those words, where some are.
    pub redactor: Option<&'a Redactor>,
    /// Seconds since 1970, UTC; without it the draft has no date until it is sent.
    pub timestamp: Option<i64>,
    /// The name of the attached file.
    pub file: &'a str,
    /// The PDF that is attached.
    pub pdf: &'a [u8],
}

/// Writes a draft; tells values that a template asks for and nobody gave, and an address of
/// the person that no mail can come from.
pub fn write(draft: &Draft<'_>) -> (Vec<u8>, Diagnostics) {
    let mut notes = Diagnostics::new();
    let (own_subject, own_body) = match draft.template {
        Some(template) => (template.subject.as_ref(), template.body.as_ref()),
        None => (None, None),
    };
    let own_subject = own_subject.map(|pattern| one_line(&filled(pattern, draft, &mut notes)));
    let subject = match own_subject {
        // Nothing may be left of it.
        Some(own) if !own.is_empty() => own,
        Some(_) | None => subject(draft),
    };
    let body = match own_body {
        Some(pattern) => filled(pattern, draft, &mut notes),
        None => body(draft),
    };
    let body = crlf(&body);
    let from = sender(draft, &mut notes);
    let identity = identity(&[
        subject.as_bytes(),
        body.as_bytes(),
        draft.to.map_or("", Mailbox::address).as_bytes(),
        draft.file.as_bytes(),
        draft.pdf,
    ]);
    /// Where nobody's host is known: a name that no host can have (RFC 2606).
    const NOWHERE: &str = "vitae.invalid";
    let host = from.as_ref().map_or(NOWHERE, Mailbox::host);
    let text = MimePart::new("text/plain", BodyPart::Text(body.into()));
    let pdf =
        MimePart::new("application/pdf", BodyPart::Binary(draft.pdf.into())).attachment(draft.file);
    let content_type =
        ContentType::new("multipart/mixed").attribute("boundary", format!("=_{identity}"));
    let mut message = MimePart::raw(vec![text, pdf]);
    let mut header = |name: &'static str, value: HeaderType<'static>| {
        message.headers.push((Cow::Borrowed(name), value));
    };
    header("X-Unsent", HeaderType::Raw(Raw::new("1")));
    for (name, mailbox) in [("From", from.as_ref()), ("To", draft.to)] {
        if let Some(mailbox) = mailbox {
            let address = Address::new_address(
                mailbox.name().map(str::to_owned),
                mailbox.address().to_owned(),
            );
            header(name, HeaderType::Address(address));
        }
    }
    header("Subject", HeaderType::Text(HeaderText::new(subject)));
    if let Some(seconds) = draft.timestamp {
        header("Date", HeaderType::Date(Date::new(seconds)));
    }
    let id = format!("{identity}@{host}");
    header("Message-ID", HeaderType::MessageId(MessageId::new(id)));
    header("MIME-Version", HeaderType::Raw(Raw::new("1.0")));
    let language = draft.language.to_owned();
    header("Content-Language", HeaderType::Raw(Raw::new(language)));
    header("Content-Type", HeaderType::ContentType(content_type));
    let mut out = Vec::new();
    message.write_part(&mut out);
    (out, notes)
}

/// "Senior Backend Engineer – Ana Reis"
fn subject(draft: &Draft<'_>) -> String {
    let parts = [Value::Role.of(draft), Value::Name.of(draft)];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return draft.file.to_owned();
    }
    parts.join(" – ")
}

/// Greeting, the role and the attachment in one sentence, link and contact in one, name.
fn body(draft: &Draft<'_>) -> String {
    let words = words(draft.language);
    let attached = match Value::Role.of(draft) {
        Some(role) => words.attached.replace("{role}", role),
        None => words.resume.clone(),
    };
    let ways: Vec<&str> = [Value::Email, Value::Phone]
        .into_iter()
        .filter_map(|way| way.of(draft))
        .collect();
    let contact = ways.join(&format!(" {} ", words.or));
    let reach = match (Value::Link.of(draft), contact.as_str()) {
        (Some(link), "") => Some(words.link.replace("{link}", link)),
        (Some(link), contact) => {
            let reach = words.reach.replace("{contact}", contact);
            Some(reach.replace("{link}", link))
        }
        (None, "") => None,
        (None, contact) => Some(words.contact.replace("{contact}", contact)),
    };
    let mut paragraphs = vec![words.greeting.clone(), attached];
    paragraphs.extend(reach);
    paragraphs.push(match Value::Name.of(draft) {
        Some(name) => format!("{}\n{name}", words.closing),
        None => words.closing.clone(),
    });
    paragraphs.join("\n\n")
}

/// The text of a pattern, without what is redacted in it.
fn filled(pattern: &Pattern, draft: &Draft<'_>, notes: &mut Diagnostics) -> String {
    let mut redactor = draft.redactor.cloned();
    let mut text = String::new();
    let mut open = String::new();
    let mut start: Option<&Span> = None;
    for part in &pattern.parts {
        match part {
            Part::Text(words, place) => {
                open.push_str(words);
                start = start.or(Some(place));
                if ends_paragraph(words) {
                    text.push_str(&shown(&open, start, redactor.as_mut()));
                    open.clear();
                    start = None;
                }
            }
            Part::Value(value, place) => match value.of(draft) {
                Some(known) => open.push_str(known),
                None => notes.push(
                    Diagnostic::warning(format!("nothing is known for `{{{}}}`", value.name()))
                        .at(place.clone())
                        .hint("its place in the mail stays empty"),
                ),
            },
        }
    }
    text.push_str(&shown(&open, start, redactor.as_mut()));
    if let Some(redactor) = &mut redactor {
        notes.append(redactor.take_notes());
    }
    text
}

/// A paragraph as it may be shown, with the blank lines around it; nothing where nothing is left.
fn shown(paragraph: &str, start: Option<&Span>, redactor: Option<&mut Redactor>) -> String {
    let (Some(start), Some(redactor)) = (start, redactor) else {
        return paragraph.to_owned();
    };
    let words = paragraph.trim();
    let Some((before, after)) = paragraph.split_once(words).filter(|_| !words.is_empty()) else {
        return paragraph.to_owned();
    };
    match redactor.rich(&RichText::plain(words, first_line(start))) {
        Some(left) => format!("{before}{}{after}", left.text()),
        None => String::new(),
    }
}

/// The first line in a place that is not blank.
fn first_line(place: &Span) -> Span {
    let text = &place.source().text()[place.range()];
    let blank = text.len() - text.trim_start().len();
    let line = text.trim_start().lines().next().unwrap_or("");
    let start = place.range().start + blank;
    Span::new(place.source(), start..start + line.len())
}

/// The person's address, if mail can come from it.
fn sender(draft: &Draft<'_>, notes: &mut Diagnostics) -> Option<Mailbox> {
    let address = Value::Email.of(draft)?;
    match address.parse::<Mailbox>() {
        Ok(mailbox) => Some(mailbox.named(Value::Name.of(draft))),
        Err(error) => {
            let contacts = &draft.person.contacts;
            let contact = contacts.iter().find(|one| one.text.value == address);
            let note = Diagnostic::warning(format!("the mail names no sender: {error}"));
            notes.push(match contact {
                Some(contact) => note.at(contact.text.span.clone()),
                None => note,
            });
            None
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines as mail has them, one of them last.
fn crlf(text: &str) -> String {
    let mut out = String::new();
    for line in text.trim().lines() {
        out.push_str(line.trim_end());
        out.push_str("\r\n");
    }
    out
}

/// Thirty-two hexadecimal digits that tell one content from another: the Fowler-Noll-Vo hash
/// 1a of 128 bits. It keeps nothing secret.
fn identity(parts: &[&[u8]]) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash = BASIS;
    for part in parts {
        // Lengths part the parts.
        let length = (part.len() as u64).to_le_bytes();
        for byte in part.iter().chain(&length) {
            hash = (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:032x}")
}
