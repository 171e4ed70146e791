//! What a draft may say of a person.

use super::Draft;
use crate::resume::{Contact, ContactKind};

/// A value that a template names in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Name,
    Headline,
    Role,
    Email,
    Phone,
    Location,
    Link,
    File,
}

impl Value {
    pub(super) const ALL: [Value; 8] = [
        Value::Name,
        Value::Headline,
        Value::Role,
        Value::Email,
        Value::Phone,
        Value::Location,
        Value::Link,
        Value::File,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Value::Name => "name",
            Value::Headline => "headline",
            Value::Role => "role",
            Value::Email => "email",
            Value::Phone => "phone",
            Value::Location => "location",
            Value::Link => "link",
            Value::File => "file",
        }
    }

    pub(super) fn named(word: &str) -> Option<Self> {
        Value::ALL.into_iter().find(|value| value.name() == word)
    }

    /// What it is for a draft, where it is known.
    pub(super) fn of<'a>(self, draft: &Draft<'a>) -> Option<&'a str> {
        let person = draft.person;
        let text = |text: &'a Option<crate::resume::Text>| -> Option<&'a str> {
            text.as_ref().map(|text| text.value.as_str())
        };
        match self {
            Value::Name => text(&person.name),
            Value::Headline => text(&person.headline),
            // Without a role of its own a document is for what the person is.
            Value::Role => draft.role.or_else(|| text(&person.headline)),
            Value::Email => contact(draft, |kind| *kind == ContactKind::Email),
            Value::Phone => contact(draft, |kind| *kind == ContactKind::Phone),
            Value::Location => text(&person.location),
            Value::Link => link(draft),
            Value::File => Some(draft.file),
        }
    }
}

fn contact<'a>(draft: &Draft<'a>, wanted: impl Fn(&ContactKind) -> bool) -> Option<&'a str> {
    let found = draft.person.contacts.iter().find(|one| wanted(&one.kind))?;
    Some(found.text.value.as_str())
}

/// The person's own page, else the first profile; as it is opened.
fn link<'a>(draft: &Draft<'a>) -> Option<&'a str> {
    let contacts = &draft.person.contacts;
    let opened = |one: &'a Contact| one.href.as_deref();
    let website = contacts
        .iter()
        .find(|one| one.kind == ContactKind::Website)
        .and_then(opened);
    let is_profile = |one: &&Contact| matches!(one.kind, ContactKind::Profile(_));
    website.or_else(|| contacts.iter().filter(is_profile).find_map(opened))
}
