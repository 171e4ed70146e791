//! The name of an account in the address of its page.

/// Path segments behind which accounts stand.
const BEFORE: [&str; 16] = [
    "user",
    "users",
    "u",
    "profile",
    "profiles",
    "in",
    "people",
    "member",
    "members",
    "id",
    "author",
    "authors",
    "channel",
    "c",
    "developers",
    "pub",
];

/// The account that an address names: behind "users" and its likes or the sign of one, else the
/// whole path where that is one segment.
pub(crate) fn account_of(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = match rest.split_once(['?', '#']) {
        Some((path, query)) => (path, Some(query)),
        None => (rest, None),
    };
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.next()?;
    let segments: Vec<&str> = segments.collect();
    let signed = segments
        .iter()
        .find(|segment| segment.starts_with(['@', '~']));
    let behind = || {
        let mut pairs = segments.windows(2);
        pairs.find_map(|pair| BEFORE.contains(&pair[0]).then_some(&pair[1]))
    };
    let in_query = || {
        let mut values = query?.split(['&', '#']);
        values.find_map(|value| value.strip_prefix("user="))
    };
    let first = match (signed.or_else(behind), segments.as_slice()) {
        (Some(named), _) => *named,
        (None, []) => return in_query(),
        (None, _) if in_query().is_some() => return in_query(),
        // What is looked for is no account.
        (None, [_])
            if query.is_some_and(|query| query.starts_with("term=") || query.starts_with("q=")) =>
        {
            return None;
        }
        (None, [one]) => *one,
        // "github.com/ana/loom" is of one account, a path elsewhere may be of anything.
        (None, [first, ..]) if is_code(rest) => *first,
        (None, _) => return None,
    };
    Some(first).filter(|name| !name.contains('.') && !name.is_empty())
}

/// True for hosts whose paths begin with an account.
fn is_code(rest: &str) -> bool {
    let host = rest.split('/').next().unwrap_or(rest);
    let host = host.strip_prefix("www.").unwrap_or(host);
    [
        "github.com",
        "gitlab.com",
        "bitbucket.org",
        "codeberg.org",
        "gitee.com",
        "dev.to",
    ]
    .contains(&host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_stand_behind_words_and_signs_or_alone() {
        for (url, account) in [
            ("https://github.com/ana", Some("ana")),
            ("https://github.com/ana?tab=repositories", Some("ana")),
            ("https://github.com/ana/loom", Some("ana")),
            ("https://www.linkedin.com/in/ana-reis/", Some("ana-reis")),
            ("https://forum.example/users/ana/topics/", Some("ana")),
            ("https://social.example/@ana", Some("@ana")),
            (
                "https://scholar.google.com/citations?user=Xy_1&hl=de",
                Some("Xy_1"),
            ),
            (
                "https://orcid.org/0000-0001-2345-6789",
                Some("0000-0001-2345-6789"),
            ),
            ("https://papers.example/search/index/q/Ana+Reis", None),
            ("https://papers.example/?term=ana", None),
            ("https://ana.example", None),
        ] {
            assert_eq!(account_of(url), account, "{url}");
        }
    }
}
