//! `networks.yaml`: where people have profiles.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::yaml;

/// A network on which people have profiles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Network {
    pub(crate) name: String,
    keys: Vec<String>,
    #[serde(default)]
    called: Vec<String>,
    hosts: Vec<String>,
    profile: Option<String>,
    #[serde(default)]
    holds: Option<Holding>,
}

/// What people keep on a network, where it is no mere profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Holding {
    Code,
}

impl Network {
    /// The address of an account.
    pub(crate) fn profile(&self, account: &str) -> Option<String> {
        let account = account.trim_start_matches('@');
        // One network has many hosts: "ana@social.example".
        if self.profile.is_none()
            && let Some((name, host)) = account.split_once('@')
        {
            let is_host = host.contains('.') && !host.contains(char::is_whitespace);
            return is_host.then(|| format!("https://{host}/@{name}"));
        }
        Some(self.profile.as_ref()?.replace("{}", account))
    }
}

/// All that are known.
fn networks() -> &'static [Network] {
    static NETWORKS: OnceLock<Vec<Network>> = OnceLock::new();
    NETWORKS.get_or_init(|| yaml::table!("src/extract/networks.yaml"))
}

/// The network that a key of a data file such as `github` names.
pub(crate) fn of_key(key: &str) -> Option<&'static Network> {
    networks().iter().find(|network| has(&network.keys, key))
}

/// The network that an address belongs to, by its host in lower case.
pub(crate) fn of_host(host: &str) -> Option<&'static Network> {
    let mut all = networks().iter();
    all.find(|network| network.hosts.iter().any(|known| is_host(host, known)))
}

/// True for a host that is a network's own and no account's part of it.
pub(crate) fn is_front(host: &str) -> bool {
    let mut hosts = networks().iter().flat_map(|network| &network.hosts);
    hosts.any(|known| known == host)
}

/// True for what pages call a network: its name, a key or another word for it, folded.
pub(crate) fn is_called(folded: &str) -> bool {
    networks().iter().any(|network| {
        network.name.eq_ignore_ascii_case(folded)
            || has(&network.keys, folded)
            || has(&network.called, folded)
    })
}

/// True for the name of a network where people keep code.
pub(crate) fn holds_code(name: &str) -> bool {
    networks()
        .iter()
        .any(|known| known.holds == Some(Holding::Code) && known.name.eq_ignore_ascii_case(name))
}

fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

/// True for a host and the hosts below it; `known` may leave the end open: `scholar.google.*`.
pub(super) fn is_host(host: &str, known: &str) -> bool {
    if let Some(open) = known.strip_suffix('*') {
        return host.find(open).is_some_and(|at| {
            let end = &host[at + open.len()..];
            (at == 0 || host[..at].ends_with('.')) && end.len() <= LONGEST_END
        });
    }
    host.strip_suffix(known)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Letters of "com.br".
const LONGEST_END: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_known_by_hosts_keys_and_what_they_are_called() {
        for (host, name) in [
            ("github.com", "GitHub"),
            ("de.linkedin.com", "LinkedIn"),
            ("scholar.google.com", "Google Scholar"),
            ("scholar.google.com.br", "Google Scholar"),
            ("scholar.google.de", "Google Scholar"),
            ("ana.substack.com", "Substack"),
            ("hachyderm.io", "Mastodon"),
        ] {
            assert_eq!(
                of_host(host).map(|network| network.name.as_str()),
                Some(name),
                "{host}"
            );
        }
        for host in [
            "notlinkedin.com",
            "google.de",
            "ana.github.io",
            "scholar.google.example.org",
        ] {
            assert!(of_host(host).is_none(), "{host}");
        }
        assert!(is_called("linked in") && is_called("orcid") && !is_called("acme"));
        assert!(of_key("github").is_some() && of_key("line").is_none());
        assert!(holds_code("github") && !holds_code("linkedin"));
    }

    #[test]
    fn every_word_of_a_network_stands_in_the_form_of_comparison() {
        for network in networks() {
            for word in network.keys.iter().chain(&network.called) {
                assert_eq!(crate::extract::fold::fold(word), *word);
            }
            for host in &network.hosts {
                assert_eq!(host.to_lowercase(), *host);
            }
        }
    }
}
