//! Shortcodes that hold the facts of an entry: `{{% job title="Clerk" company="Acme" from="2019" %}}`.

use std::fmt::Write as _;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::yaml;

/// How the two dates of an entry are named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Names {
    from: Vec<&'static str>,
    to: Vec<&'static str>,
}

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| yaml::table!("src/read/shortcode.yaml"))
}

/// An entry's heading for a shortcode that has at least two values of words; `None` for any other
/// (figures, galleries, embedded players). Each value has its name as its class.
pub(super) fn heading(mark: &str) -> Option<String> {
    let inner = mark
        .strip_prefix("{{")?
        .strip_suffix("}}")?
        .trim_matches(['%', '<', '>', ' ']);
    let values = values(inner)?;
    let speaks = |value: &str| value.contains(char::is_alphanumeric);
    let is_path = |value: &str| value.contains('/') && !value.contains(' ');
    if values.len() < 2 || values.iter().any(|(_, value)| is_path(value)) {
        return None;
    }
    let date = |names: &[&str]| {
        let found = values
            .iter()
            .find(|(name, _)| names.contains(&&*name.to_lowercase()));
        found.map(|(_, value)| value.as_str())
    };
    let Names { from, to } = names();
    let is_date = |key: &str| from.contains(&key) || to.contains(&key);
    let (first, last) = (date(from), date(to));
    let mut out = String::from("<h3>");
    for (name, value) in &values {
        let key = name.to_lowercase();
        if !is_date(&key) && speaks(value) {
            span(&mut out, name, value);
        }
    }
    let period = match (first, last) {
        (Some(first), Some(last)) => format!("{first} – {last}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    };
    if speaks(&period) {
        span(&mut out, "date", &period);
    }
    out.push_str("</h3>");
    Some(out)
}

fn span(out: &mut String, class: &str, value: &str) {
    let value = value.replace('&', "&amp;").replace('<', "&lt;");
    write!(out, "<span class=\"{class}\">{value}</span>")
        .expect("writing into memory does not fail");
}

/// The named values of a shortcode, behind its own name; `None` where something has no name.
fn values(inner: &str) -> Option<Vec<(String, String)>> {
    let (_, mut rest) = inner.split_once(char::is_whitespace)?;
    let mut out = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(out);
        }
        let (name, value) = rest.split_once('=')?;
        let name = name.trim();
        let is_name = !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let end = value[1..].find(quote)?;
        if !is_name {
            return None;
        }
        out.push((name.to_owned(), value[1..=end].to_owned()));
        rest = &value[end + 2..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_values_are_an_entrys_heading() {
        let mark = "{{% job title=\"Clerk\" company=\"A & B\" from=\"2019\" to=\"2020\" %}}";
        assert_eq!(
            heading(mark).as_deref(),
            Some(
                "<h3><span class=\"title\">Clerk</span><span class=\"company\">A &amp; B</span>\
                 <span class=\"date\">2019 – 2020</span></h3>"
            )
        );
    }

    #[test]
    fn figures_players_and_ends_are_none() {
        for mark in [
            "{{< figure src=\"/a.png\" alt=\"a b\" >}}",
            "{{< youtube abc >}}",
            "{{% /job %}}",
            "{{ page.title }}",
            "{{< job title=\"Clerk\" >}}",
            "{{< job title=\"Clerk >}}",
        ] {
            assert_eq!(heading(mark), None, "{mark}");
        }
    }
}
