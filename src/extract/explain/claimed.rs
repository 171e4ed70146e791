//! What the page says more than the values that were made of it: the words of a link whose
//! address is kept, the sign beside a number.

use std::collections::HashSet;

use super::taken::Value;
use super::{Left, Taken};
use crate::extract::fold::placed_words;
use crate::extract::reader::Claim;
use crate::read::Page;

/// The words that some value says, wherever it stands.
pub(super) struct Spoken(HashSet<String>);

impl Spoken {
    /// Of all values and where they lead.
    pub(super) fn new(values: &[Value]) -> Self {
        let texts = values
            .iter()
            .flat_map(|value| std::iter::once(&value.taken.value).chain(&value.leads));
        let words = texts.flat_map(|text| placed_words(text));
        Spoken(words.map(|(_, word)| word).collect())
    }

    /// From the first word that no value says to the last.
    fn unsaid<'a>(&self, text: &'a str) -> Option<&'a str> {
        let words = placed_words(text);
        let is_unsaid = |word: &str| word.contains(char::is_alphabetic) && !self.0.contains(word);
        let mut places = words.iter().filter(|(_, word)| is_unsaid(word));
        let (first, _) = places.next()?;
        let end = places.next_back().map_or(first.end, |(last, _)| last.end);
        text.get(first.start..end)
    }
}

/// What a claim's words say more than its value: the words of a link that is kept stand with it,
/// all else is left out.
pub(super) fn more(
    claim: &Claim,
    spoken: &Spoken,
    page: &Page,
    values: &mut [Value],
) -> Option<Left> {
    let unsaid = spoken.unsaid(&claim.text)?;
    let is_kept = |taken: &Taken| taken.field == "contact" && leads_there(taken, &claim.value);
    if let Some(value) = values.iter_mut().find(|value| is_kept(&value.taken)) {
        value.taken.by = format!("{} with the words `{}`", value.taken.by, claim.text).into();
        return None;
    }
    Some(Left {
        text: unsaid.to_owned(),
        why: format!(
            "read as {}, whose value does not say it",
            claim.target.name()
        ),
        span: page.span_of(claim.source, unsaid),
    })
}

/// True for a contact that was made of an address.
fn leads_there(taken: &Taken, address: &str) -> bool {
    let bare = crate::resume::bare_address(address);
    crate::resume::bare_address(&taken.value) == bare
}
