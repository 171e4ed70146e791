//! How to reach the person: addresses, numbers, links and the place beside them.

use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::{plain_address, plain_email, trimmed};
use super::super::files::is_file_ending;
use super::super::{Gap, LabelRole, Line};
use super::account::{Reason, Target};
use super::residence::{BLOCK, Near, likeliest, rest};
use super::value::Maker;
use crate::diagnostic::Diagnostic;
use crate::extract::fold::fold;
use crate::extract::networks;
use crate::extract::person::{Facts, Link, host, is_scheduling, same_address};
use crate::extract::text::href;
use crate::resume::{Text, account_of};

/// Words beside contacts that no contact owns: a headline, mostly.
#[derive(Clone, Debug)]
pub(crate) struct Beside {
    /// The line.
    pub(crate) line: Rc<Line>,
    /// The words' bytes.
    pub(crate) at: Range<usize>,
    /// The line holds a contact.
    pub(crate) is_contact_line: bool,
}

/// Takes the contacts of lines. `is_strong`: the lines are about contacts, so that what is left
/// may be a place.
pub(crate) fn take(
    maker: &mut Maker<'_>,
    facts: &mut Facts,
    lines: &[Rc<Line>],
    is_strong: bool,
) -> Vec<Beside> {
    let mut beside = Vec::new();
    let mut label_above: Option<LabelRole> = None;
    let mut further: Vec<(&Rc<Line>, bool)> = Vec::new();
    for line in lines {
        let mut contacts = Contacts {
            maker: &mut *maker,
            facts: &mut *facts,
        };
        let hit = contacts.addresses(line);
        let label = line.notes.label.clone();
        let role = label.as_ref().and_then(|label| label.role);
        if let Some(above) = label_above.take()
            && !hit
            && role.is_none()
        {
            contacts.labelled(line, above, 0..line.text.len());
        }
        if let Some(label) = &label {
            let value = label.value.clone();
            match role {
                Some(role) if value.is_empty() => {
                    label_above = Some(role);
                    maker
                        .account
                        .set_aside(line.place(0..line.text.len()), Reason::Label);
                    continue;
                }
                Some(role) => {
                    contacts.labelled(line, role, value.clone());
                    maker
                        .account
                        .set_aside(line.place(0..value.start), Reason::Label);
                }
                None if hit && !value.is_empty() => {
                    maker
                        .account
                        .set_aside(line.place(0..value.start), Reason::Label);
                }
                None => {}
            }
        }
        further.push((line, hit));
    }
    let likeliest = likeliest(maker, &further);
    for (n, (line, hit)) in further.iter().enumerate() {
        let near = (further[..n].iter().rev(), further[n + 1..].iter());
        let near = Near {
            above: near.0.map(|(line, _)| *line).take(BLOCK).collect(),
            below: near.1.map(|(line, _)| *line).take(BLOCK).collect(),
            likeliest,
        };
        rest(maker, facts, line, (*hit, is_strong), &near, &mut beside);
    }
    // Other pages of the person's own site.
    let profiles = maker.lexicon;
    if let Some(own) = facts.website.as_ref().and_then(|site| host(&site.value)) {
        facts.links.retain(|link| {
            let other = host(&link.address.value);
            other.is_none_or(|other| other != own || profiles.is_profile_host(&other))
        });
    }
    // A street may have become part of the address below it.
    beside.retain(|found: &Beside| {
        let free = maker.account.free(&found.line);
        free.iter()
            .any(|free| free.start <= found.at.start && found.at.end <= free.end)
    });
    beside
}

/// The first e-mail address of a page whose head, foot and contacts give none: of a closing word.
pub(crate) fn any_email(maker: &mut Maker<'_>, facts: &mut Facts, lines: &[Rc<Line>]) {
    for line in lines {
        let mut contacts = Contacts {
            maker: &mut *maker,
            facts: &mut *facts,
        };
        for run in &line.runs {
            let target = run.href.as_deref().unwrap_or_default().trim();
            if target.starts_with("mailto:") && contacts.link(line, run.at.clone(), target) {
                return;
            }
        }
        if let Some(at) = line.notes.emails.first().cloned() {
            return contacts.email(line, at, None);
        }
    }
}

/// Accounts on networks that running text links to, and that are called as the person is, where the
/// contacts give none: "my code is on GitHub".
pub(crate) fn own_profiles(maker: &Maker<'_>, facts: &mut Facts, lines: &[Rc<Line>]) {
    for line in lines {
        for run in &line.runs {
            let Some(address) = run.href.as_deref().and_then(href).map(of_account) else {
                continue;
            };
            let Some(network) = host(&address).and_then(|host| networks::of_host(&host)) else {
                continue;
            };
            let Some(account) = account_of(&address) else {
                continue;
            };
            let profile = network.profile(account);
            let is_whole = profile.is_some_and(|profile| same_profile(&profile, &address));
            let of_network = |known: &Text| {
                let known = host(&known.value).and_then(|host| networks::of_host(&host));
                known.is_some_and(|known| known.name == network.name)
            };
            let has_one = facts.links.iter().any(|link| of_network(&link.address))
                || facts.website.as_ref().is_some_and(of_network);
            if !is_whole || has_one || !is_called_alike(facts, account) {
                continue;
            }
            let span = maker.page.span_of(line.source, &address);
            facts.links.push(Link::new(Text::new(address, span)));
        }
    }
}

/// True for one profile in two spellings: hosts of a country, "www.", a stroke at the end.
fn same_profile(one: &str, other: &str) -> bool {
    let path = |address: &str| {
        let bare = crate::resume::bare_address(address);
        let path = bare.split_once('/').map_or("", |(_, path)| path);
        path.trim_end_matches('/').to_lowercase()
    };
    path(one) == path(other)
}

/// True for an account that shares a word with the person's name, e-mail address or another account.
fn is_called_alike(facts: &Facts, account: &str) -> bool {
    /// Shorter words are anybody's, in letters.
    const SHORTEST: usize = 4;
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let account = plain(account);
    let mut known: Vec<String> = Vec::new();
    if let Some(name) = &facts.name {
        known.extend(
            crate::extract::fold::words(&name.value)
                .iter()
                .map(|word| plain(word)),
        );
    }
    for email in &facts.emails {
        known.extend(email.value.split('@').next().map(plain));
    }
    for link in &facts.links {
        known.extend(account_of(&link.address.value).map(plain));
    }
    known
        .iter()
        .filter(|word| word.chars().count() >= SHORTEST)
        .any(|word| account.contains(word.as_str()) || word.contains(&account))
}

struct Contacts<'m, 'p, 'f> {
    maker: &'m mut Maker<'p>,
    facts: &'f mut Facts,
}

impl Contacts<'_, '_, '_> {
    /// Takes what has the form of a contact; true if there is any.
    fn addresses(&mut self, line: &Line) -> bool {
        let mut hit = false;
        for run in &line.runs {
            let Some(target) = run.href.as_deref() else {
                continue;
            };
            hit |= self.link(line, run.at.clone(), target);
        }
        for at in line.notes.emails.clone() {
            self.email(line, at, None);
            hit = true;
        }
        for at in line.notes.phones.clone() {
            self.phone(line, at);
            hit = true;
        }
        for at in line.notes.addresses.clone() {
            // The host of an e-mail address is none of its own, nor is the profile that a link shows.
            let is_within = |other: &Range<usize>| other.start <= at.start && at.start < other.end;
            let address = plain_address(&line.text[at.clone()]);
            // Another account than the link's is said beside it.
            let own = href(&address).as_deref().and_then(account_of).map(fold);
            let is_same = |target: &Rc<str>| {
                let behind = account_of(target).map(fold).unwrap_or_default();
                own.as_ref()
                    .is_none_or(|own| behind.starts_with(own.as_str()))
            };
            let mut links = line.runs.iter().filter(|run| is_within(&run.at));
            let is_shown = links.any(|run| run.href.as_ref().is_some_and(is_same));
            let is_profile =
                host(&address).is_some_and(|host| self.maker.lexicon.is_profile_host(&host));
            if line.notes.emails.iter().any(is_within) || is_shown && is_profile {
                continue;
            }
            if let Some(address) = href(&address) {
                self.address(line, at, address, true);
                hit = true;
            }
        }
        hit
    }

    fn link(&mut self, line: &Line, at: Range<usize>, target: &str) -> bool {
        let target = target.trim();
        if let Some(address) = target.strip_prefix("mailto:") {
            let address = address.split('?').next().unwrap_or(address);
            if !address.contains('@') {
                return false;
            }
            self.email(line, at, Some(address));
            return true;
        }
        if let Some(account) = skype_account(target, &line.text[at.clone()]) {
            let span = self.maker.page.span_of(line.source, account);
            self.maker
                .account
                .claim(Target::Link, account, line.place(at));
            let mut link = Link::new(Text::new(account.to_owned(), span));
            link.network = Some("Skype".to_owned());
            link.is_account = true;
            self.facts.links.push(link);
            return true;
        }
        let number = target
            .strip_prefix("tel:")
            .or_else(|| target.strip_prefix("callto:"));
        if let Some(number) = number {
            let shown = &line.text[at.clone()];
            let digits = shown.chars().filter(|c| c.is_numeric()).count();
            if digits < FEWEST_DIGITS {
                let span = self.maker.page.span_of(line.source, number);
                self.maker
                    .account
                    .claim(Target::Phone, number, line.place(at));
                self.facts.add_phone(Text::new(number.to_owned(), span));
            } else {
                self.phone(line, at);
            }
            return true;
        }
        let Some(address) = href(target) else {
            return false;
        };
        let words = line.text[at.clone()].trim();
        if is_map(&address) {
            let is_place = self.facts.location.is_none()
                && !self.maker.lexicon.is_call(words)
                && !words.contains("://");
            match is_place {
                true => self.facts.location = self.maker.text(line, at, Target::Location),
                false => self.maker.account.set_aside(line.place(at), Reason::Call),
            }
            return true;
        }
        if self.leads_elsewhere(words, &address) {
            let place = line.place(at);
            self.maker.account.set_aside(place, Reason::Call);
            return true;
        }
        let shown = crate::resume::bare_address(words);
        let spelled = same_address(&shown, &address);
        self.address(line, at, address, spelled);
        true
    }

    /// A link to a file, to the page in another language or to a document that is called for:
    /// nobody's profile.
    fn leads_elsewhere(&self, words: &str, address: &str) -> bool {
        let lexicon = self.maker.lexicon;
        let path = address.split(['?', '#']).next().unwrap_or(address);
        let name = path
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'));
        let host = host(address).unwrap_or_default();
        // A host alone has no file.
        let is_file = path.matches('/').count() > 2
            && name.is_some_and(|(_, ending)| is_file_ending(&ending.to_lowercase()))
            || FILE_HOSTS.contains(&host.as_str());
        if is_file || lexicon.is_profile_host(&host) || is_page_host(&host) {
            return is_file;
        }
        let folded = crate::extract::fold::words(words);
        let is_document = folded.iter().any(|word| lexicon.is_document_word(word));
        lexicon.is_spoken(&folded.join(" ")) || is_document && lexicon.is_call(words)
    }

    fn email(&mut self, line: &Line, at: Range<usize>, target: Option<&str>) {
        let shown = plain_email(&line.text[at.clone()]);
        let email = match target {
            Some(target) if !shown.contains('@') => target.to_owned(),
            Some(target) => {
                self.compare(line, &shown, target);
                shown
            }
            None => shown,
        };
        let span = self.maker.page.span_of(line.source, &email);
        self.maker
            .account
            .claim(Target::Email, email.as_str(), line.place(at));
        self.facts.add_email(Text::new(email, span));
    }

    /// Tells of a link that writes to another address than it shows.
    fn compare(&mut self, line: &Line, shown: &str, behind: &str) {
        if shown.to_lowercase() == behind.to_lowercase() {
            return;
        }
        let page = self.maker.page;
        let told = Diagnostic::warning(format!(
            "`{shown}` is shown, but the link writes to `{behind}`"
        ))
        .at(page.span_of(line.source, shown))
        .also(page.span_of(line.source, behind), "the link's target")
        .hint("the address that is shown is taken");
        self.maker.told.push(told);
    }

    fn phone(&mut self, line: &Line, at: Range<usize>) {
        // Of a link that says more the number.
        let inside = |phone: &&Range<usize>| at.start <= phone.start && phone.end <= at.end;
        let phone = line.notes.phones.iter().find(inside);
        let shown = line.text[phone.unwrap_or(&at).clone()].trim().to_owned();
        let span = self.maker.page.span_of(line.source, &shown);
        self.maker
            .account
            .claim(Target::Phone, shown.as_str(), line.place(at));
        self.facts.add_phone(Text::new(shown, span));
    }

    /// An address on the web: a profile, or the person's own page where it is spelled out.
    fn address(&mut self, line: &Line, at: Range<usize>, address: String, is_spelled: bool) {
        let place = line.place(at);
        let address = of_account(address);
        if is_scheduling(&address) {
            return self.maker.account.set_aside(place, Reason::Call);
        }
        self.maker
            .account
            .claim(Target::Link, address.as_str(), place);
        let span = self.maker.page.span_of(line.source, &address);
        let is_profile =
            host(&address).is_some_and(|host| self.maker.lexicon.is_profile_host(&host));
        let is_front = host(&address).is_some_and(|host| networks::is_front(&host))
            && !crate::resume::bare_address(&address).contains('/');
        // A network's own front page is nobody's profile.
        if is_profile && is_front {
            return;
        }
        // The front of a site says more than one of its pages.
        if let Some(site) = self.facts.website.as_mut().filter(|_| is_spelled)
            && host(&site.value) == host(&address)
            && address.len() < site.value.len()
        {
            *site = Text::new(address, span);
            return;
        }
        let known = self
            .facts
            .links
            .iter()
            .map(|link| &link.address)
            .chain(&self.facts.website)
            .any(|known| same_address(&known.value, &address));
        if known {
            return;
        }
        let text = Text::new(address, span);
        let is_own = is_spelled || host(&text.value).is_some_and(|host| is_page_host(&host));
        if !is_profile && is_own && self.facts.website.is_none() {
            self.facts.website = Some(text);
        } else {
            self.facts.links.push(Link::new(text));
        }
    }

    /// What a label says of its value.
    fn labelled(&mut self, line: &Line, role: LabelRole, value: Range<usize>) {
        let free = self
            .maker
            .account
            .free(line)
            .into_iter()
            .any(|at| at.end > value.start);
        if !free {
            return;
        }
        match role {
            LabelRole::Location => {
                let Some(first) = pieces(line, value).into_iter().next() else {
                    return;
                };
                let place = self.maker.text(line, first, Target::Location);
                if self.facts.location.is_none() {
                    self.facts.location = place;
                }
            }
            LabelRole::Phone => {
                let digits = line.text[value.clone()]
                    .chars()
                    .filter(|c| c.is_numeric())
                    .count();
                if digits >= FEWEST_DIGITS {
                    self.phone(line, value);
                }
            }
            LabelRole::Name
            | LabelRole::Email
            | LabelRole::Website
            | LabelRole::Period
            | LabelRole::Organization
            | LabelRole::Title
            | LabelRole::Details
            | LabelRole::Tags
            | LabelRole::Highlights
            | LabelRole::Part => {}
        }
    }
}

/// The account that a link to call by Skype names: "skype:ana.reis?call", "callto:ana.reis".
fn skype_account<'t>(target: &'t str, words: &str) -> Option<&'t str> {
    let account = match target.strip_prefix("skype:") {
        Some(account) => account,
        None => {
            let account = target.strip_prefix("callto:")?;
            let is_number = account
                .chars()
                .all(|c| c.is_ascii_digit() || "+-() .".contains(c));
            let is_named = fold(words).contains("skype");
            Some(account).filter(|_| !is_number || is_named)?
        }
    };
    let account = account.trim_start_matches("//");
    let account = account.split(['?', '/']).next().unwrap_or(account);
    (!account.is_empty()).then_some(account)
}

/// True for the address of a map: what it shows is where somebody lives.
fn is_map(address: &str) -> bool {
    let bare = crate::resume::bare_address(address);
    let (host, path) = bare.split_once('/').unwrap_or((&bare, ""));
    host.starts_with("maps.")
        || path.starts_with("maps")
            && (networks::is_host(host, "google.*")
                || ["goo.gl", "bing.com", "yandex.ru"].contains(&host))
        || host == "openstreetmap.org"
}

/// An account's address without what only chooses a part of its page: "?tab=repositories".
fn of_account(address: String) -> String {
    // "citations?user=ana" has its account behind the sign.
    let has_profile = host(&address)
        .and_then(|host| networks::of_host(&host))
        .and_then(|network| network.profile("x"))
        .is_some_and(|profile| !profile.contains('?'));
    // "profile.php?id=7" has its account behind the sign.
    let is_page = |end: &usize| {
        !address[..*end]
            .rsplit('/')
            .next()
            .unwrap_or("")
            .contains('.')
    };
    let end = address.find(['?', '#']).filter(is_page);
    match end.filter(|_| has_profile) {
        Some(end) => address[..end].to_owned(),
        None => address,
    }
}

/// Ends of hosts below which people keep pages of their own.
const PAGE_HOSTS: [&str; 8] = [
    ".github.io",
    ".gitlab.io",
    ".netlify.app",
    ".vercel.app",
    ".pages.dev",
    ".web.app",
    ".codeberg.page",
    ".surge.sh",
];

fn is_page_host(host: &str) -> bool {
    PAGE_HOSTS.iter().any(|end| host.ends_with(end))
}

/// Where files are kept, and not their owner's pages.
const FILE_HOSTS: [&str; 7] = [
    "docs.google.com",
    "drive.google.com",
    "dropbox.com",
    "forms.gle",
    "maps.google.com",
    "onedrive.live.com",
    "wetransfer.com",
];

/// Fewer digits are no telephone number.
const FEWEST_DIGITS: usize = 6;

/// The pieces of a free range: cut at bars, dots, tabs and boundaries of parts.
pub(crate) fn pieces(line: &Line, free: Range<usize>) -> Vec<Range<usize>> {
    let mut cuts = vec![free.start];
    for run in &line.runs {
        if run.gap == Gap::Part && run.at.start > free.start && run.at.start < free.end {
            cuts.push(run.at.start);
        }
    }
    cuts.push(free.end);
    let mut out = Vec::new();
    for pair in cuts.windows(2) {
        let text = &line.text[pair[0]..pair[1]];
        let mut from = 0;
        let mut push = |range: Range<usize>| {
            let inner = trimmed(&text[range.clone()]);
            let at = pair[0] + range.start + inner.start..pair[0] + range.start + inner.end;
            if line.text[at.clone()].contains(char::is_alphanumeric) {
                out.push(at);
            }
        };
        for (at, c) in text.char_indices() {
            if matches!(c, '|' | '·' | '•' | '\t' | '｜' | '‧' | '∙' | '●' | '◦')
                || crate::extract::fold::is_pictograph(c)
            {
                push(from..at);
                from = at + c.len_utf8();
            }
        }
        push(from..text.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_call_names_a_number_or_an_account() {
        assert_eq!(skype_account("skype:ana.reis?call", ""), Some("ana.reis"));
        assert_eq!(skype_account("callto:ana_reis", "ana"), Some("ana_reis"));
        assert_eq!(skype_account("callto:+4612345", "+46 123 45"), None);
        assert_eq!(skype_account("https://ana.example", "Skype"), None);
    }

    #[test]
    fn maps_are_told_from_other_pages_of_their_hosts() {
        assert!(is_map("https://www.google.com/maps/@48.7,2.4,9933m"));
        assert!(is_map("https://maps.app.goo.gl/x"));
        assert!(!is_map("https://sites.google.com/view/ana"));
        assert!(!is_map("https://ana.example/maps"));
    }

    #[test]
    fn an_account_is_whole_without_the_tab_of_its_page() {
        let plain = |text: &str| of_account(text.to_owned());
        assert_eq!(
            plain("https://github.com/ana?tab=repositories"),
            "https://github.com/ana"
        );
        for kept in [
            "https://www.facebook.com/profile.php?id=7",
            "https://scholar.google.com/citations?user=ana",
        ] {
            assert_eq!(plain(kept), kept);
        }
    }
}
