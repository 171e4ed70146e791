//! What a site's configuration says about its author.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input;
use crate::diagnostic::{Source, Spanned};
use crate::error::Error;
use crate::input_file::InputLimit;
use crate::yaml::{self, Node};

/// The name of a Jekyll site's configuration.
pub(super) const FILE: &str = "_config.yml";

/// The author's part of a site configuration. Title, description and keywords are written
/// for search engines and are not read; `exclude` does not hide a page that the user names.
#[derive(Debug, Default)]
pub(crate) struct Site {
    /// The author's name.
    pub(crate) name: Option<Spanned<String>>,
    /// The author's e-mail address.
    pub(crate) email: Option<Spanned<String>>,
    /// The site's own address.
    pub(crate) url: Option<Spanned<String>>,
    /// Addresses of profiles as written.
    pub(crate) links: Vec<Spanned<String>>,
    /// Names of accounts by network: `github: jane`.
    pub(crate) accounts: Vec<(Spanned<String>, Spanned<String>)>,
    /// The site's language.
    pub(crate) language: Option<Spanned<String>>,
    /// The file itself.
    pub(crate) source: Option<Arc<Source>>,
}

/// The configuration of the site that a page lies in, beside it or in a folder above, and that
/// folder.
pub(super) fn around(page: &Path, limit: InputLimit) -> Result<Option<(PathBuf, Site)>, Error> {
    let Some(path) = find_above(page, FILE) else {
        return Ok(None);
    };
    let site = site(&input::file(&path, limit)?)?;
    let root = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok(Some((root, site)))
}

/// The folder of the site that a page lies in.
pub(super) fn root_of(page: &Path) -> Option<PathBuf> {
    Some(find_above(page, FILE)?.parent()?.to_owned())
}

/// The nearest file of a name beside `page` or in a folder above it.
pub(super) fn find_above(page: &Path, name: &str) -> Option<PathBuf> {
    // A relative path has no folders above its first part, so the walk needs the full one;
    // the shown path stays as short as the user's own where the file is beside the page.
    let beside = page.parent().unwrap_or(Path::new("")).join(name);
    if beside.is_file() {
        return Some(beside);
    }
    let full = std::path::absolute(page).ok()?;
    full.parent()?
        .ancestors()
        .skip(1)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

fn site(source: &Arc<Source>) -> Result<Site, Error> {
    let root = yaml::parse(source, 0..source.text().len())?;
    let author = root.get("author");
    let social = root.get("social");
    let of = |node: Option<&Node>, key: &str| node.and_then(|node| node.text_of(key));
    let mut site = Site {
        name: author
            .and_then(Node::spanned)
            .or_else(|| of(author, "name"))
            .or_else(|| of(social, "name"))
            .or_else(|| root.text_of("name")),
        email: root.text_of("email").or_else(|| of(author, "email")),
        url: root.text_of("url").filter(|url| is_public(&url.value)),
        links: Vec::new(),
        accounts: Vec::new(),
        source: Some(Arc::clone(source)),
        language: root
            .text_of("lang")
            .or_else(|| root.text_of("language"))
            .or_else(|| root.text_of("locale")),
    };
    for group in [social, author].into_iter().flatten() {
        site.add_accounts(group);
    }
    for (key, value) in root.entries() {
        if let (Some(network), Some(account)) =
            (key.value.strip_suffix("_username"), value.spanned())
        {
            let network = Spanned::new(network.to_owned(), key.span.clone());
            site.accounts.push((network, account));
        }
    }
    Ok(site)
}

impl Site {
    /// Adds what a map of networks says: addresses, and names of accounts.
    fn add_accounts(&mut self, group: &Node) {
        for (key, value) in group.entries() {
            for item in value.items() {
                self.links.extend(item.spanned());
            }
            if let Some(account) = value.spanned() {
                self.accounts.push((key.clone(), account));
            }
        }
    }

    /// The accounts of the maps in a page's own front matter.
    pub(crate) fn of_front(front: &Node) -> Site {
        let mut site = Site::default();
        for key in ["social", "socials", "links", "profiles", "accounts"] {
            if let Some(group) = front.get(key) {
                site.add_accounts(group);
            }
        }
        site.links.retain(|link| link.value.contains("://"));
        site
    }
}

/// False for the address of a machine at work on the site.
fn is_public(url: &str) -> bool {
    !url.contains("//localhost") && !url.contains("//127.0.0.1") && url.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Site {
        site(&Source::new("_config.yml", text)).expect("readable")
    }

    #[test]
    fn the_author_may_be_a_word_or_a_map() {
        assert_eq!(
            read("author: Ana Reis\n").name.expect("name").value,
            "Ana Reis"
        );
        let map = read("author:\n  name: Ana Reis\n  email: ana@example.org\n");
        assert_eq!(map.name.expect("name").value, "Ana Reis");
        assert_eq!(map.email.expect("email").value, "ana@example.org");
        let social = read("title: A page\nsocial: { name: Ana Reis, github: areis }\n");
        assert_eq!(social.name.expect("name").value, "Ana Reis");
        assert_eq!(social.accounts[1].1.value, "areis");
    }

    #[test]
    fn a_machine_at_work_is_no_address() {
        assert!(read("url: http://localhost:4000\n").url.is_none());
        assert!(read("url: https://ana.example.org\n").url.is_some());
    }
}
