//! Who the person is, from the fields of a data file.

use super::fields::{Fact, Slot, fields};
use super::leaf::Leaf;
use super::prose::{plain, prose, rich, title};
use crate::extract::networks;
use crate::extract::person::{Facts, Link, email_in};
use crate::extract::reader::annotate;
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
    /// Sets the first address and number apart from the others.
    pub(super) fn part_contacts(&mut self) {
        let facts = &mut self.facts;
        for (own, more) in [
            (&mut facts.emails, &mut facts.more_emails),
            (&mut facts.phones, &mut facts.more_phones),
        ] {
            for text in own.split_off(own.len().min(1)) {
                let is_new = own
                    .iter()
                    .chain(&*more)
                    .all(|known| known.value != text.value);
                if is_new {
                    more.push(text);
                }
            }
        }
    }

    /// Takes the fields of a map; what is known stays.
    pub(super) fn add(&mut self, leaf: Leaf<'_>, node: &Node) {
        self.add_of(leaf, node, false);
    }

    /// The same of a map around sections, whose title and description are those of a site.
    pub(super) fn add_inner(&mut self, leaf: Leaf<'_>, node: &Node) {
        self.add_of(leaf, node, true);
    }

    fn add_of(&mut self, leaf: Leaf<'_>, node: &Node, is_inner: bool) {
        let mut country = None;
        let entries = node.entries();
        self.name_of_parts(leaf, entries);
        self.street_and_town(entries);
        // A title may be the site's: it is the headline only where no other field is.
        let is_site = is_inner
            || entries
                .iter()
                .any(|(key, _)| fields().is_about_site(&key.value));
        let (titles, others): (Vec<_>, Vec<_>) = entries
            .iter()
            .partition(|(key, _)| fields().may_be_of_site(&key.value));
        // "Hi, my name is" stands before the name, whatever the field of the name is called.
        let is_greeted = self.facts.name.is_none()
            && entries
                .iter()
                .any(|(_, value)| value.text().is_some_and(greets));
        if is_greeted {
            self.greeted(leaf, entries);
        }
        for (key, value) in others.into_iter().chain(titles) {
            let is_said = is_greeted
                && matches!(
                    fields().own_slot(&key.value),
                    Some(Slot::Title | Slot::Subtitle)
                );
            if is_said || is_site && fields().may_be_of_site(&key.value) {
                continue;
            }
            if let Some(network) = fields().account_of(&key.value) {
                self.account(&network, value);
            } else if fields().holds_profiles(&key.value) {
                self.profiles(leaf, value);
            } else if let Some(fact) = fields().fact(&key.value) {
                if fact == Fact::Country {
                    country = plain(value);
                } else if value.entries().is_empty() || fact == Fact::Location {
                    self.fact(leaf, fact, value);
                }
            } else if !value.entries().is_empty() && fields().holds_person(&key.value) {
                self.add(leaf, value);
            } else if network_of(&key.value).is_some() {
                self.account(&key.value, value);
            }
        }
        if let (Some(place), Some(country)) = (&mut self.facts.location, country) {
            place.value = format!("{}, {}", place.value, country.value);
        }
    }

    /// The name and the line below it, as a page greets with them.
    fn greeted(&mut self, leaf: Leaf<'_>, entries: &[(Text, Node)]) {
        for (key, value) in entries {
            let slot = fields().own_slot(&key.value);
            if slot == Some(Slot::Title) && self.facts.name.is_none() {
                self.facts.name = title(leaf, value).map(|(mut text, _)| {
                    text.value = text.value.trim_end_matches(['.', '!', ',']).to_owned();
                    text
                });
            } else if slot == Some(Slot::Subtitle) && self.summary.is_none() {
                self.summary = prose(leaf, value).summary();
            }
        }
    }

    /// A street with its number and the town, where each has a field.
    fn street_and_town(&mut self, entries: &[(Text, Node)]) {
        let of = |is_street: bool| {
            entries
                .iter()
                .filter(|(key, _)| fields().fact(&key.value) == Some(Fact::Location))
                .filter(|(key, _)| fields().is_street(&key.value) == is_street)
                .find_map(|(_, value)| plain(value))
        };
        let (Some(street), Some(town)) = (of(true), of(false)) else {
            return;
        };
        let has_number = street.value.contains(|c: char| c.is_ascii_digit());
        let first = town.value.split(',').next().unwrap_or_default();
        let names_town = street.value.to_lowercase().contains(&first.to_lowercase());
        if self.facts.location.is_none() && has_number && !names_town {
            let whole = format!("{}, {}", street.value, town.value);
            self.facts.location = Some(Text::new(whole, street.span));
        }
    }

    /// First and last name, where each has a field.
    fn name_of_parts(&mut self, leaf: Leaf<'_>, entries: &[(Text, Node)]) {
        let parts = |is: &dyn Fn(&str) -> bool| -> Vec<Text> {
            let own = entries.iter().filter(|(key, _)| is(&key.value));
            own.filter_map(|(_, value)| title(leaf, value))
                .map(|(text, _)| text)
                .collect()
        };
        let given = parts(&|key| fields().is_given(key));
        let family = parts(&|key| fields().is_family(key));
        let (Some(first), false) = (given.first(), family.is_empty()) else {
            return;
        };
        if self.facts.name.is_none() {
            let span = first.span.clone();
            let all: Vec<&str> = given
                .iter()
                .chain(&family)
                .map(|text| text.value.as_str())
                .collect();
            self.facts.name = Some(Text::new(all.join(" "), span));
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
            } else if network_of(&name.value).is_some() {
                self.account(&name.value, value);
            }
        }
    }

    /// `[{label: work, value: +47 555 …}]`: how somebody is reached, told by its form. False for
    /// any other list.
    pub(super) fn add_labelled(&mut self, list: &Node) -> bool {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let is_number =
            |text: &str| digits(text) >= FEWEST_DIGITS && !text.contains(char::is_alphabetic);
        let reaches = |item: &Node| {
            let value = item.text_of("value");
            item.entries().len() > 1
                && value.is_some_and(|value| {
                    is_number(&value.value) || email_in(&value.value).is_some()
                })
        };
        if list.items().is_empty() || !list.items().iter().all(reaches) {
            return false;
        }
        for value in list.items().iter().filter_map(|item| item.text_of("value")) {
            match email_in(&value.value) {
                Some(email) => self.facts.add_email(Text::new(email, value.span)),
                None => self.facts.add_phone(value),
            }
        }
        true
    }

    pub(super) fn fact(&mut self, leaf: Leaf<'_>, fact: Fact, node: &Node) {
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
                for text in each(node) {
                    if let Some(email) = email_in(&text.value) {
                        facts.emails.push(Text::new(email, text.span));
                    }
                }
                return;
            }
            Fact::Phone => {
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
                // Digits may be written as entities, for fear of programs that read.
                let numbers = each(node).into_iter().map(|text| {
                    let decoded = quick_xml::escape::unescape(&text.value);
                    let plain = decoded.map_or(text.value.clone(), |plain| plain.into_owned());
                    Text::new(plain, text.span)
                });
                facts
                    .phones
                    .extend(numbers.filter(|text| digits(&text.value) >= FEWEST_DIGITS));
                return;
            }
            Fact::Website => {
                for text in each(node).into_iter().flat_map(addresses) {
                    // The address of an account is a profile, whatever the field is called.
                    let is_profile = host_of(&text.value).is_some_and(is_network);
                    if is_profile || facts.website.is_some() {
                        facts.links.push(Link::new(text));
                    } else {
                        facts.website = Some(text);
                    }
                }
                return;
            }
            Fact::Summary => {
                if self.summary.is_none() && node.text().is_some_and(|text| !greets(text)) {
                    self.summary = rich(leaf, node);
                }
                return;
            }
            Fact::Country => return,
        };
        if slot.is_none() {
            let said = title(leaf, node).map(|(text, _)| text);
            *slot = said.filter(|text| fact != Fact::Name || !is_sentence(&text.value));
        }
    }

    /// A map of networks, or a list of addresses or of maps.
    fn profiles(&mut self, leaf: Leaf<'_>, node: &Node) {
        for (key, value) in node.entries() {
            if fields().is_list(&key.value) && !value.items().is_empty() {
                self.profiles(leaf, value);
                continue;
            }
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
            // A network's own front page is nobody's profile; the account is told by its name.
            let name = accounts
                .iter()
                .find(|text| !text.value.contains(['/', '.']));
            let leads = address(account.clone()).is_some_and(|text| host_of(&text.value).is_some());
            if let Some(name) = name.filter(|_| !leads && network_of(network).is_none()) {
                self.facts.links.push(Link {
                    is_account: true,
                    network: Some(network.to_owned()).filter(|name| !name.is_empty()),
                    address: name.clone(),
                });
                continue;
            }
            self.named_account(network, account.clone());
        }
    }

    fn account(&mut self, network: &str, node: &Node) {
        let Some(text) = plain(node) else { return };
        // `[ana, ana-reis]`: several in a cell of a table.
        let listed = text
            .value
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        for one in listed.map_or(vec![text.value.as_str()], |list| list.split(',').collect()) {
            self.named_account(network, Text::new(one.trim().to_owned(), text.span.clone()));
        }
    }

    fn named_account(&mut self, name: &str, account: Text) {
        let network = network_of(name);
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

/// "Welcome to my blog": words that no name has.
fn is_sentence(text: &str) -> bool {
    /// People have few names.
    const MOST: usize = 5;
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = words
        .iter()
        .filter(|word| word.starts_with(char::is_lowercase) && word.chars().count() > 3);
    words.len() >= MOST && small.count() > 1
}

/// The addresses of a text: it is one, or has some in it, as in "[BLOG:https://…]".
fn addresses(text: Text) -> Vec<Text> {
    if let Some(one) = address(text.clone()) {
        return vec![one];
    }
    let listed = text
        .value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(list) = listed {
        let labelled = |one: &str| match one.split_once(":http") {
            Some((_, rest)) => format!("http{rest}"),
            None => one.to_owned(),
        };
        let each = list
            .split(',')
            .map(|one| Text::new(labelled(one.trim()), text.span.clone()));
        return each.filter_map(address).collect();
    }
    let found = annotate::addresses(&text.value).into_iter();
    found
        .filter_map(|at| address(Text::new(text.value[at].to_owned(), text.span.clone())))
        .collect()
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
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || "-.:".contains(c))
        && !host.starts_with("localhost")
        && !host.contains('@');
    is_address.then(|| Text::new(whole, text.span))
}

/// A place: a text, or a map of its parts in their order; a postal code with a street only, a
/// country's code only where nothing larger is said.
pub(super) fn place(node: &Node) -> Option<Text> {
    if let Some(text) = plain(node) {
        return Some(text);
    }
    let entries = node.entries();
    let is_street = |key: &str| fields().is_street(key);
    let has = |is: &dyn Fn(&str) -> bool| {
        entries
            .iter()
            .any(|(key, value)| is(&key.value) && value.text().is_some())
    };
    let (has_street, has_region) = (has(&is_street), has(&|key| fields().is_region(key)));
    let mut parts = Vec::new();
    for (key, value) in entries {
        let key = &key.value;
        let is_code = fields().is_country_code(key);
        let is_part = matches!(fields().fact(key), Some(Fact::Location | Fact::Country))
            && !(is_code && has_region)
            || fields().is_postal(key) && has_street;
        if is_part {
            parts.extend(place(value).map(|text| text.value));
        }
    }
    (!parts.is_empty()).then(|| Text::new(parts.join(", "), node.span.clone()))
}

/// The texts of a value or of a list of values.
fn each(node: &Node) -> Vec<Text> {
    match node.items() {
        [] => plain(node).into_iter().collect(),
        items => items.iter().filter_map(plain).collect(),
    }
}

/// The network that a key or a name of one means: `stack-overflow`, "Google Scholar".
pub(super) fn network_of(name: &str) -> Option<&'static networks::Network> {
    let key: String = name
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '_'))
        .collect();
    networks::of_key(&key)
}

fn host_of(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    (!path.is_empty()).then_some(host)
}

fn is_network(host: String) -> bool {
    networks::of_host(&host).is_some()
}

/// "Hi, my name is": what a page says before a name.
pub(super) fn greets(text: &str) -> bool {
    let words = crate::extract::fold::words(text);
    let lexicon = crate::extract::reader::lexicon();
    const MOST_WORDS: usize = 6;
    words.len() <= MOST_WORDS && words.first().is_some_and(|word| lexicon.is_greeting(word))
}
