//! Who the person is and how to reach them, from all sources in their order.

use std::ops::Range;

use super::contact_line;
use super::fold::{fold, without_pictographs};
use super::pieces::label;
use super::sheet::Sheet;
use super::text;
use super::vocabulary::{Label, Vocabulary, vocabulary};
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::read::{Id, Page, PersonSettings, Site};
pub(crate) use crate::resume::bare_address;
use crate::resume::{Contact, ContactKind, Person, Redaction, Text};

/// What one source says about the person.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) name: Option<Text>,
    pub(super) headline: Option<Text>,
    pub(super) location: Option<Text>,
    pub(super) emails: Vec<Text>,
    pub(super) phones: Vec<Text>,
    pub(super) website: Option<Text>,
    /// Addresses of profiles.
    pub(super) links: Vec<Link>,
    pub(super) photo: Option<Text>,
}

/// The address of a profile.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// The network's name, where the source says it.
    pub(super) network: Option<String>,
    /// The address as it is opened.
    pub(super) address: Text,
    /// It is an account's name, whose address nobody gave.
    pub(super) is_account: bool,
}

impl Link {
    pub(super) fn new(address: Text) -> Self {
        Link {
            network: None,
            address,
            is_account: false,
        }
    }

    /// The network's name: as said, by its host, or the host itself.
    fn network(&self) -> String {
        match (&self.network, host(&self.address.value)) {
            (Some(name), _) => name.clone(),
            (None, Some(host)) => match vocabulary().network_of_host(&host) {
                Some(network) => network.name.clone(),
                None => host,
            },
            (None, None) => String::new(),
        }
    }
}

impl Facts {
    /// What the user said on the command line or in `vitae.yaml`.
    pub(super) fn of_settings(settings: &PersonSettings) -> Self {
        let list = |value: &Option<Text>| value.iter().cloned().collect();
        Facts {
            name: settings.name.clone(),
            headline: settings.headline.clone(),
            location: settings.location.clone(),
            emails: list(&settings.email),
            phones: list(&settings.phone),
            website: settings.url.clone(),
            links: settings.links.iter().cloned().map(Link::new).collect(),
            photo: settings.photo.clone(),
        }
    }

    /// What a site's configuration says.
    pub(super) fn of_site(site: &Site) -> Self {
        let mut links: Vec<Link> = site
            .links
            .iter()
            .filter(|link| !is_scheduling(&link.value))
            .cloned()
            .map(Link::new)
            .collect();
        for (key, account) in &site.accounts {
            let Some(network) = vocabulary().network_of_key(&key.value) else {
                continue;
            };
            let known = links.iter().any(|link| link.network() == network.name);
            let address = if account.value.contains("//") {
                Some(account.value.clone())
            } else {
                network.profile(&account.value)
            };
            if let Some(address) = address.filter(|_| !known) {
                links.push(Link::new(Text::new(address, account.span.clone())));
            }
        }
        Facts {
            name: site.name.clone(),
            emails: site.email.iter().cloned().collect(),
            website: site.url.clone(),
            links,
            ..Facts::default()
        }
    }

    /// Adds the addresses that stand in a range of a page.
    pub(super) fn harvest(&mut self, sheet: &Sheet, range: Range<Id>, findings: &mut Diagnostics) {
        let (page, dom) = (sheet.page, sheet.dom);
        let is_row = is_row(sheet, &range);
        for id in range.clone() {
            if let Some(element) = dom.element(id).filter(|element| element.name == "a") {
                let shown = text::plain(sheet, dom.subtree(id), |_| false);
                let target = element.attribute("href").unwrap_or("");
                self.link(page, dom.node(id).line, (target, is_row), shown, findings);
            }
        }
        // A label on a line of its own is told by the line below.
        let mut label_above: Option<String> = None;
        let mut bare: Vec<Text> = Vec::new();
        for line in text::lines(sheet, range, |_| false) {
            let words = without_pictographs(&line.text());
            let at = page.source.position(line.span.range().start).0;
            if let Some(label) = label_above.take() {
                self.words(sheet, at, &format!("{label}: {words}"));
                continue;
            }
            if sheet.words.contact_label(words.trim_end_matches(':')) {
                label_above = Some(words.trim_end_matches(':').to_owned());
                continue;
            }
            let before = self.count();
            let mut rest = Vec::new();
            let among_contacts = is_contact_line(&words);
            let parts = match among_contacts {
                true => contact_line::pieces(sheet.words, &words),
                false => super::pieces::bars(&words),
            };
            for part in parts {
                let known = self.count();
                self.words(sheet, at, part);
                if let Some(address) = address_among_contacts(part).filter(|_| among_contacts) {
                    self.address(page, at, address, true, false);
                }
                let says = known != self.count()
                    || label(part).is_some()
                    || email_in(part).is_some()
                    || is_phone(part)
                    || part.contains('.') && !part.contains(' ');
                if !says {
                    rest.push(part.to_owned());
                }
            }
            let is_contact = before != self.count() || rest.is_empty();
            // Beside addresses and numbers, "Town, Country" says where.
            let mut places = rest.iter().filter(|part| is_place(sheet.words, part));
            if let Some(place) = places.next().filter(|_| is_contact) {
                bare.push(Text::new(place.clone(), line.span.clone()));
            } else if let [only] = rest.as_slice()
                && is_place(sheet.words, only)
                && !line.runs.iter().any(|run| run.emphasis.strong)
            {
                bare.push(Text::new(only.clone(), line.span.clone()));
            }
        }
        if self.location.is_none()
            && self.has_contacts()
            && let [place] = bare.as_slice()
        {
            self.location = Some(place.clone());
        }
    }

    /// How many contacts are known.
    fn count(&self) -> usize {
        self.emails.len() + self.phones.len() + self.links.len()
    }

    fn link(
        &mut self,
        page: &Page,
        line: usize,
        (target, in_row): (&str, bool),
        shown: Option<Text>,
        findings: &mut Diagnostics,
    ) {
        let seen = shown.as_ref().and_then(|shown| email_in(&shown.value));
        let address = target.strip_prefix("mailto:").or_else(|| {
            // "mailto:" forgotten.
            (!target.contains(['/', ':']) && email_in(target).is_some()).then_some(target)
        });
        if let Some(address) = address {
            let address = address.split('?').next().unwrap_or(address);
            let behind = email_in(address);
            if let (Some(seen), Some(behind)) = (&seen, &behind)
                && seen.to_lowercase() != behind.to_lowercase()
            {
                findings.push(
                    Diagnostic::warning(format!(
                        "`{seen}` is shown, but the link writes to `{behind}`"
                    ))
                    .at(page.span_of(line, seen))
                    .also(page.span_of(line, behind), "the link's target")
                    .hint("the address that is shown is taken"),
                );
            }
            if let Some(email) = seen.or(behind) {
                let span = page.span_of(line, &email);
                self.add_email(Text::new(email, span));
            }
            return;
        }
        if let Some(number) = target.strip_prefix("tel:") {
            let words = shown
                .map(|shown| shown.value)
                .filter(|shown| digits(shown) >= FEWEST_DIGITS)
                .unwrap_or_else(|| number.to_owned());
            let span = page.span_of(line, &words);
            self.add_phone(Text::new(words, span));
            return;
        }
        if let Some(address) = text::href(target) {
            let says = shown.as_ref().map(|shown| bare_address(&shown.value));
            let is_spelled_out = says.is_some_and(|says| same_address(&says, &address));
            self.address(page, line, address, is_spelled_out, in_row);
        }
    }

    /// An address on the web: a profile, or the person's own page where its text is the
    /// address itself.
    fn address(
        &mut self,
        page: &Page,
        line: usize,
        address: String,
        is_spelled_out: bool,
        in_row: bool,
    ) {
        // A network's own front page is nobody's profile.
        let path = bare_address(&address);
        if !path.contains('/')
            && host(&address).is_some_and(|h| vocabulary().network_of_host(&h).is_some())
        {
            return;
        }
        let known = host(&address).and_then(|host| vocabulary().network_of_host(&host));
        if is_scheduling(&address) || (known.is_none() && !is_spelled_out && !in_row) {
            return;
        }
        let span = page.span_of(line, &address);
        let link = Text::new(address, span);
        if known.is_none() && is_spelled_out && self.website.is_none() {
            self.website = Some(link);
        } else if self
            .links
            .iter()
            .all(|known| !same_address(&known.address.value, &link.value))
        {
            self.links.push(Link::new(link));
        }
    }

    /// A piece of a line: "Phone: +1 555 01 02", a lone address or number.
    fn words(&mut self, sheet: &Sheet, line: usize, piece: &str) {
        let page = sheet.page;
        let place = |words: &str| Text::new(words.to_owned(), page.span_of(line, words));
        let labelled = label(piece).and_then(|(name, rest)| Some((sheet.words.label(name)?, rest)));
        match labelled {
            Some((Label::Phone, rest)) if digits(rest) >= FEWEST_DIGITS => {
                self.add_phone(place(rest));
            }
            Some((Label::Location, rest)) => {
                self.location.get_or_insert_with(|| place(rest));
            }
            Some((Label::Email, rest)) => {
                if let Some(email) = email_in(rest) {
                    self.add_email(place(&email));
                }
            }
            Some((Label::Website, rest)) if self.website.is_none() && rest.contains('.') => {
                let address = if rest.contains("//") {
                    rest.to_owned()
                } else {
                    format!("https://{rest}")
                };
                self.website = Some(Text::new(address, page.span_of(line, rest)));
            }
            Some((
                Label::Phone
                | Label::Website
                | Label::Tags
                | Label::Details
                | Label::Period
                | Label::Organization
                | Label::Title
                | Label::Highlights
                | Label::Part,
                _,
            ))
            | None => {
                if let Some(email) = email_in(piece) {
                    self.add_email(place(&email));
                } else if is_phone(piece) {
                    self.add_phone(place(piece.trim()));
                } else if let Some(address) = address_in(piece) {
                    self.address(page, line, address, true, false);
                }
            }
        }
    }

    pub(super) fn add_email(&mut self, email: Text) {
        if self
            .emails
            .iter()
            .all(|known| fold(&known.value) != fold(&email.value))
        {
            self.emails.push(email);
        }
    }

    pub(super) fn add_phone(&mut self, phone: Text) {
        let bare = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        if self
            .phones
            .iter()
            .all(|known| bare(&known.value) != bare(&phone.value))
        {
            self.phones.push(phone);
        }
    }

    /// True if something says how to reach the person.
    pub(super) fn has_contacts(&self) -> bool {
        !self.emails.is_empty()
            || !self.phones.is_empty()
            || !self.links.is_empty()
            || self.website.is_some()
    }
}

/// True for a row of contacts: an address or number among links, and no other word.
fn is_row(sheet: &Sheet, range: &Range<Id>) -> bool {
    let dom = sheet.dom;
    let mut links: Vec<String> = Vec::new();
    for id in range.clone().filter(|&id| dom.name(id) == "a") {
        let shown = text::plain(sheet, dom.subtree(id), |_| false);
        links.extend(shown.map(|shown| fold(&shown.value)));
    }
    if links.is_empty() {
        return false;
    }
    let lines = text::lines(sheet, range.clone(), |_| false);
    let mut has_contact = false;
    for line in &lines {
        let words = without_pictographs(&line.text());
        for piece in super::pieces::bars(&words) {
            let is_contact = email_in(piece).is_some() || is_phone(piece);
            has_contact |= is_contact;
            if !is_contact && !links.contains(&fold(piece)) {
                return false;
            }
        }
    }
    has_contact
}

/// Fewer digits are a year or a figure.
const FEWEST_DIGITS: usize = 7;
const MOST_DIGITS: usize = 15;

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// "Town, Country": a few words with capitals around a comma.
pub(super) fn is_place(words: &Vocabulary, text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    const COMMAS: [char; 4] = [',', '،', '，', '、'];
    text.contains(COMMAS)
        && text.split_whitespace().count() <= MOST_WORDS
        && !text.ends_with('.')
        && text.split(COMMAS).all(|part| {
            part.trim()
                .chars()
                .next()
                .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        })
        && !words.speaks_of_work(text)
}

/// True for a line on which an e-mail address or number stands among a few words.
pub(super) fn is_contact_line(text: &str) -> bool {
    const MOST_WORDS: usize = 16;
    let words = without_pictographs(text);
    let (contacts, others): (Vec<&str>, Vec<&str>) = super::pieces::facts(&words)
        .into_iter()
        .partition(|part| email_in(part).is_some() || is_phone(part));
    words.split_whitespace().count() <= MOST_WORDS
        && !contacts.is_empty()
        && !contacts
            .iter()
            .chain(&others)
            .any(|part| super::pieces::is_prose(part))
}

/// A telephone number and nothing else.
pub(super) fn is_phone(text: &str) -> bool {
    (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits(text))
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()./\u{2011}".contains(c))
}

/// A piece that is an address on the web and nothing else, typed without a link.
fn address_in(piece: &str) -> Option<String> {
    let bare = piece.trim();
    let is_word = !bare.contains(char::is_whitespace) && bare.contains('.');
    if !is_word {
        return None;
    }
    if let Some(rest) = bare.strip_prefix("www.") {
        return text::href(&format!("https://www.{rest}"));
    }
    let is_web = bare.starts_with("https://") || bare.starts_with("http://");
    text::href(bare).filter(|_| is_web)
}

/// The same beside an e-mail address or number, where "ana.example.org" is an address too.
pub(super) fn address_among_contacts(piece: &str) -> Option<String> {
    let bare = piece.trim();
    address_in(bare).or_else(|| {
        let is_name = is_domain(bare.split('/').next().unwrap_or(bare));
        text::href(&format!("https://{bare}")).filter(|_| is_name)
    })
}

/// "ana.example.org", but neither "Node.js" nor "cv.pdf".
fn is_domain(name: &str) -> bool {
    const OF_FILES: [&str; 9] = ["js", "ts", "py", "md", "pdf", "html", "htm", "php", "docx"];
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let last = name.rsplit('.').next().unwrap_or("");
    name.split('.').all(is_part)
        && last.len() >= 2
        && last.chars().all(|c| c.is_ascii_lowercase())
        && !OF_FILES.contains(&last)
}

/// The first e-mail address in a text.
pub(super) fn email_in(text: &str) -> Option<String> {
    let is_mail = |c: char| c.is_alphanumeric() || "@._%+-".contains(c);
    text.split(|c: char| !is_mail(c))
        .map(|word| word.trim_matches(['.', '-']))
        .find(|word| {
            word.split_once('@').is_some_and(|(user, host)| {
                !user.is_empty()
                    && !host.contains('@')
                    && host.split('.').count() > 1
                    && host.split('.').all(|part| !part.is_empty())
            })
        })
        .map(str::to_owned)
}

/// The host of an address in lower case, without `www.`.
pub(super) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    host.contains('.').then_some(host)
}

pub(super) fn is_scheduling(address: &str) -> bool {
    host(address).is_some_and(|host| vocabulary().is_scheduling(&host))
}

pub(super) fn same_address(one: &str, other: &str) -> bool {
    bare_address(one).to_lowercase() == bare_address(other).to_lowercase()
}

/// The person, each value from the first source that has it.
///
/// `told` are the user's own words, which override in silence; `found` are pages and the
/// site, whose differences are told; but not those of what is not to be shown (`redact`).
pub(super) fn person(
    told: Vec<Facts>,
    found: Vec<Facts>,
    redact: &[Redaction],
    findings: &mut Diagnostics,
) -> Person {
    let hidden = |kind| redact.contains(&kind);
    let all: Vec<&Facts> = told.iter().chain(&found).collect();
    let first = |value: fn(&Facts) -> Option<&Text>| -> Option<Text> {
        all.iter().find_map(|facts| value(facts)).cloned()
    };
    let settled = |value: fn(&Facts) -> Option<&Text>| told.iter().any(|f| value(f).is_some());
    let mut person = Person {
        name: first(|facts| facts.name.as_ref()),
        headline: first(|facts| facts.headline.as_ref()),
        location: first(|facts| facts.location.as_ref()),
        contacts: Vec::new(),
        photo: first(|facts| facts.photo.as_ref()),
        picture: None,
    };
    let names: Vec<&Text> = found
        .iter()
        .filter_map(|facts| facts.name.as_ref())
        .collect();
    if !settled(|facts| facts.name.as_ref()) {
        differ("name", &names, "--name", findings);
    }
    let places: Vec<&Text> = found
        .iter()
        .filter_map(|facts| facts.location.as_ref())
        .collect();
    if !hidden(Redaction::Location) && !settled(|facts| facts.location.as_ref()) {
        differ("location", &places, "--location", findings);
    }
    let emails: Vec<&Text> = found.iter().flat_map(|facts| &facts.emails).collect();
    if !hidden(Redaction::Email) && !settled(|facts| facts.emails.first()) {
        differ("e-mail address", &emails, "--email", findings);
    }
    let phones: Vec<&Text> = found.iter().flat_map(|facts| &facts.phones).collect();
    if !hidden(Redaction::Phone) && !settled(|facts| facts.phones.first()) {
        differ("telephone number", &phones, "--phone", findings);
    }
    if let Some(email) = first(|facts| facts.emails.first()) {
        person.contacts.push(Contact {
            kind: ContactKind::Email,
            href: Some(format!("mailto:{}", email.value)),
            text: email,
        });
    }
    if let Some(phone) = first(|facts| facts.phones.first()) {
        let number: String = phone
            .value
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        person.contacts.push(Contact {
            kind: ContactKind::Phone,
            href: Some(format!("tel:{number}")),
            text: phone,
        });
    }
    if let Some(website) = first(|facts| facts.website.as_ref()) {
        person
            .contacts
            .extend(address(ContactKind::Website, website));
    }
    for link in all.iter().flat_map(|facts| &facts.links) {
        let known = person.contacts.iter().any(|contact| {
            contact
                .href
                .as_deref()
                .is_some_and(|href| same_address(href, &link.address.value))
        });
        if link.is_account {
            person.contacts.push(Contact {
                kind: ContactKind::Profile(link.network()),
                text: link.address.clone(),
                href: None,
            });
        } else if !known && !is_scheduling(&link.address.value) {
            person.contacts.extend(address(
                ContactKind::Profile(link.network()),
                link.address.clone(),
            ));
        }
    }
    person
}

fn address(kind: ContactKind, link: Text) -> Option<Contact> {
    let href = if link.value.contains("://") {
        link.value.clone()
    } else {
        format!("https://{}", link.value)
    };
    Some(Contact {
        kind,
        text: Spanned::new(bare_address(&href), link.span),
        href: Some(text::href(&href)?),
    })
}

/// Tells that sources disagree; the first wins.
fn differ(what: &str, values: &[&Text], option: &str, findings: &mut Diagnostics) {
    let Some((first, rest)) = values.split_first() else {
        return;
    };
    let mut seen = vec![fold(&first.value)];
    for other in rest {
        let folded = fold(&other.value);
        if seen.contains(&folded) {
            continue;
        }
        seen.push(folded);
        findings.push(
            Diagnostic::warning(format!(
                "two sources give a different {what}: `{}` and `{}`",
                first.value, other.value
            ))
            .at(first.span.clone())
            .label("this one is taken")
            .also(other.span.clone(), "differs here")
            .hint(format!(
                "say which one is right with `{option}` or in `vitae.yaml`"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_among_words() {
        assert_eq!(
            email_in("mail <ana@example.org>.").as_deref(),
            Some("ana@example.org")
        );
        assert_eq!(email_in("@ana on x.org"), None);
        assert_eq!(email_in("a@b"), None);
    }

    #[test]
    fn numbers_of_other_things_are_no_telephone() {
        assert!(is_phone("+46 70 555 01 23"));
        assert!(is_phone("(912) 555-4321"));
        assert!(!is_phone("2019 – 2020"));
        assert!(!is_phone("99.9%"));
    }

    #[test]
    fn addresses_are_shown_bare() {
        assert_eq!(bare_address("https://www.example.org/a/"), "example.org/a");
    }
}
