//! Who the person is, from the fields of a data file.

use super::fields::{Fact, fields};
use super::leaf::Leaf;
use super::prose::{plain, prose, title};
use crate::extract::networks;
use crate::extract::person::{Facts, Link, email_in};
use crate::resume::{RichText, Text};
use crate::yaml::{Node, Value};

/// Fewer digits are no telephone number.
const FEWEST_DIGITS: usize = 7;

/// What a map says of the person.
#[derive(Default)]
pub(super) struct Said {
    pub(super) facts: Facts,
    pub(super) summary: Option<RichText>,
}

impl Said {
    /// Takes the fields of a map; what is known stays.
    pub(super) fn add(&mut self, leaf: Leaf<'_>, node: &Node) {
        let mut country = None;
        let entries = node.entries();
        // A title may be the site's: it is the headline only where no other field is.
        let is_site = entries
            .iter()
            .any(|(key, _)| fields().is_about_site(&key.value));
        let (titles, others): (Vec<_>, Vec<_>) = entries
            .iter()
            .partition(|(key, _)| fields().may_be_of_site(&key.value));
        for (key, value) in others.into_iter().chain(titles) {
            if is_site && fields().may_be_of_site(&key.value) {
                continue;
            }
            if let Some(network) = fields().account_of(&key.value) {
                self.account(&network, value);
            } else if fields().holds_profiles(&key.value) {
                self.profiles(leaf, value);
            } else if let Some(fact) = fields().fact(&key.value) {
                if fact == Fact::Country {
                    country = plain(value);
                } else {
                    self.fact(leaf, fact, value);
                }
            } else if !value.entries().is_empty() && fields().holds_person(&key.value) {
                self.add(leaf, value);
            } else if networks::of_key(&key.value.to_lowercase()).is_some() {
                self.account(&key.value, value);
            }
        }
        if let (Some(place), Some(country)) = (&mut self.facts.location, country) {
            place.value = format!("{}, {}", place.value, country.value);
        }
    }

    /// A list of `{name, value}`, as theme authors write general information.
    pub(super) fn add_pairs(&mut self, leaf: Leaf<'_>, list: &Node) {
        for item in list.items() {
            let name = item.text_of("name").or_else(|| item.text_of("title"));
            let value = item.get("value").or_else(|| item.get("content"));
            let (Some(name), Some(value)) = (name, value) else {
                self.add(leaf, item);
                continue;
            };
            if let Some(fact) = fields().fact(&name.value) {
                self.fact(leaf, fact, value);
            } else if networks::of_key(&name.value.to_lowercase()).is_some() {
                self.account(&name.value, value);
            }
        }
    }

    fn fact(&mut self, leaf: Leaf<'_>, fact: Fact, node: &Node) {
        let facts = &mut self.facts;
        let slot = match fact {
            Fact::Name => &mut facts.name,
            Fact::Headline => &mut facts.headline,
            Fact::Location => {
                if facts.location.is_none() {
                    facts.location = place(node);
                }
                return;
            }
            Fact::Photo => {
                facts.photo = facts.photo.take().or_else(|| plain(node));
                return;
            }
            Fact::Email => {
                if let Some(text) = plain(node)
                    && let Some(email) = email_in(&text.value)
                {
                    facts.emails.push(Text::new(email, text.span));
                }
                return;
            }
            Fact::Phone => {
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
                if let Some(text) = plain(node)
                    && digits(&text.value) >= FEWEST_DIGITS
                {
                    facts.phones.push(text);
                }
                return;
            }
            Fact::Website => {
                if let Some(text) = plain(node).and_then(address)
                    && facts.website.is_none()
                {
                    facts.website = Some(text);
                }
                return;
            }
            Fact::Summary => {
                if self.summary.is_none() && node.text().is_some() {
                    let mut found = prose(leaf, node);
                    self.summary = found.summary();
                }
                return;
            }
            Fact::Country => return,
        };
        if slot.is_none() {
            *slot = title(leaf, node).map(|(text, _)| text);
        }
    }

    /// A map of networks, or a list of addresses or of maps.
    fn profiles(&mut self, leaf: Leaf<'_>, node: &Node) {
        for (key, value) in node.entries() {
            match fields().fact(&key.value) {
                Some(fact @ (Fact::Email | Fact::Phone)) => {
                    self.fact(leaf, fact, value);
                }
                Some(_) | None => match &value.value {
                    Value::Scalar(_) => self.account(&key.value, value),
                    Value::Sequence(_) | Value::Mapping(_) => self.profiles(leaf, value),
                },
            }
        }
        for item in node.items() {
            if let Some(text) = plain(item) {
                self.facts.links.extend(address(text).map(|address| Link {
                    is_account: false,
                    network: None,
                    address,
                }));
                continue;
            }
            let find = |is: fn(&str) -> bool| {
                item.entries()
                    .iter()
                    .filter(|(key, _)| is(&key.value))
                    .filter_map(|(_, value)| plain(value))
                    .collect::<Vec<Text>>()
            };
            let networks = find(|key| fields().names_network(key));
            let accounts = find(|key| fields().names_account(key));
            let full = accounts
                .iter()
                .find(|text| text.value.contains("//") || text.value.starts_with("mailto:"));
            let Some(account) = full.or(accounts.first()) else {
                continue;
            };
            if let Some(email) = email_in(&account.value) {
                let span = account.span.clone();
                self.facts.emails.push(Text::new(email, span));
                continue;
            }
            let network = networks.first().map_or("", |text| text.value.as_str());
            self.named_account(network, account.clone());
        }
    }

    fn account(&mut self, network: &str, node: &Node) {
        if let Some(text) = plain(node) {
            self.named_account(network, text);
        }
    }

    fn named_account(&mut self, name: &str, account: Text) {
        let network = networks::of_key(&name.to_lowercase().replace(' ', ""));
        let address = if account.value.contains("//") || account.value.contains(".com/") {
            address(account)
        } else {
            network
                .and_then(|network| network.profile(&account.value))
                .map(|profile| Text::new(profile, account.span))
        };
        let network = network.map(|network| network.name.clone());
        self.facts.links.extend(address.map(|address| Link {
            is_account: false,
            network: network.or_else(|| Some(name.to_owned()).filter(|name| !name.is_empty())),
            address,
        }));
    }
}

/// A text that is an address, with its scheme.
fn address(text: Text) -> Option<Text> {
    let bare = text.value.trim_start_matches('/');
    let whole = if text.value.contains("://") {
        text.value.clone()
    } else {
        format!("https://{bare}")
    };
    let host = bare.split("://").last().unwrap_or(bare);
    let host = host.split('/').next().unwrap_or("");
    let is_address = host.contains('.')
        && !whole.contains(char::is_whitespace)
        && !host.starts_with("localhost")
        && !host.contains('@');
    is_address.then(|| Text::new(whole, text.span))
}

/// A place: a text, or a map of its parts in their order.
fn place(node: &Node) -> Option<Text> {
    if let Some(text) = plain(node) {
        return Some(text);
    }
    let mut parts = Vec::new();
    for (key, value) in node.entries() {
        if matches!(
            fields().fact(&key.value),
            Some(Fact::Location | Fact::Country)
        ) {
            parts.extend(plain(value).map(|text| text.value));
        }
    }
    (!parts.is_empty()).then(|| Text::new(parts.join(", "), node.span.clone()))
}
