//! Who the person is and how to reach them, from all sources in their order.
use super::fold::fold;
use super::networks;
use super::text;
use super::vocabulary::vocabulary;
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::read::{PersonSettings, Site};
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
    /// Further ones that the source gives beside the first: no disagreement.
    pub(super) more_emails: Vec<Text>,
    pub(super) more_phones: Vec<Text>,
    pub(super) website: Option<Text>,
    /// Addresses of profiles.
    pub(super) links: Vec<Link>,
    pub(super) photo: Option<Text>,
    /// All of them as they are to be shown, where this program wrote the source.
    pub(super) as_written: Vec<Contact>,
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
            (None, Some(host)) => match networks::of_host(&host) {
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
            more_emails: Vec::new(),
            more_phones: Vec::new(),
            website: settings.url.clone(),
            links: settings.links.iter().cloned().map(Link::new).collect(),
            photo: settings.photo.clone(),
            as_written: Vec::new(),
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
            let Some(network) = networks::of_key(&key.value) else {
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

    /// Sets further addresses and numbers of one line apart: they are no disagreement.
    pub(super) fn part_lines(&mut self) {
        for (own, more) in [
            (&mut self.emails, &mut self.more_emails),
            (&mut self.phones, &mut self.more_phones),
        ] {
            let Some(first) = own.first().map(|text| text.span.clone()) else {
                continue;
            };
            let is_beside = |text: &Text| {
                text.span.source().name() == first.source().name()
                    && text.span.position().0 == first.position().0
            };
            let (same, others): (Vec<Text>, Vec<Text>) =
                own.drain(..).partition(|text| is_beside(text));
            let mut same = same.into_iter();
            own.extend(same.next());
            own.extend(others);
            more.extend(same);
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
    // The source that gives the first gives the others.
    if let Some(facts) = all.iter().find(|facts| !facts.emails.is_empty()) {
        for email in facts.emails.iter().take(1).chain(&facts.more_emails) {
            person.contacts.push(Contact {
                kind: ContactKind::Email,
                href: Some(format!("mailto:{}", email.value)),
                text: email.clone(),
            });
        }
    }
    if let Some(facts) = all.iter().find(|facts| !facts.phones.is_empty()) {
        for phone in facts.phones.iter().take(1).chain(&facts.more_phones) {
            let number: String = phone
                .value
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            person.contacts.push(Contact {
                kind: ContactKind::Phone,
                href: Some(format!("tel:{number}")),
                text: phone.clone(),
            });
        }
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
    if let Some(own) = found.first().filter(|own| !own.as_written.is_empty()) {
        person.contacts = kept(&own.as_written, person.contacts, &told);
    }
    person
}

/// Contacts in the order and the words in which they were written, completed by those that other
/// sources have; what the user gives stands in the place of what was written of its kind.
fn kept(written: &[Contact], all: Vec<Contact>, told: &[Facts]) -> Vec<Contact> {
    let is_told = |kind: &ContactKind| {
        told.iter().any(|facts| match kind {
            ContactKind::Email => !facts.emails.is_empty(),
            ContactKind::Phone => !facts.phones.is_empty(),
            ContactKind::Website => facts.website.is_some(),
            ContactKind::Profile(_) => false,
        })
    };
    let is_one = |one: &Contact, other: &Contact| match (&one.href, &other.href) {
        (Some(one), Some(other)) => same_address(one, other),
        // An account's name, and the address that it led to.
        (None, _) | (_, None) => {
            one.text == other.text || one.kind == other.kind && one.text.span == other.text.span
        }
    };
    let is_in = |all: &[Contact], one: &Contact| all.iter().any(|other| is_one(one, other));
    let stays = |one: &&Contact| !is_told(&one.kind) || is_in(&all, one);
    let own: Vec<Contact> = written.iter().filter(stays).cloned().collect();
    let mut out = Vec::new();
    let mut behind = Vec::new();
    for contact in all.iter().filter(|one| !is_in(&own, one)) {
        let is_known = match &contact.kind {
            ContactKind::Profile(_) => false,
            kind => own.iter().any(|own| own.kind == *kind),
        };
        match &contact.kind {
            _ if is_known => {}
            ContactKind::Email | ContactKind::Phone => out.push(contact.clone()),
            ContactKind::Website | ContactKind::Profile(_) => behind.push(contact.clone()),
        }
    }
    out.extend(own);
    out.append(&mut behind);
    out
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
    fn addresses_are_shown_bare() {
        assert_eq!(bare_address("https://www.example.org/a/"), "example.org/a");
    }
}
