//! Menus that are written as text: lines of links to other pages of the site.

use super::super::Line;
use super::{Unread, Why};

/// Links of a menu, at least.
const FEWEST: usize = 3;

/// Leaves out the lines that are menus.
pub(super) fn leave(lines: &mut Vec<Line>, unread: &mut Vec<Unread>) {
    lines.retain(|line| {
        let is_menu = is_menu(line);
        if is_menu {
            unread.push(Unread {
                text: line.text.clone(),
                source: line.source,
                why: Why::Navigation,
            });
        }
        !is_menu
    });
}

/// True for short links side by side that mostly lead to pages beside this one. One word may be
/// none: the page itself.
fn is_menu(line: &Line) -> bool {
    /// Longer words tell something, in characters.
    const LONGEST: usize = 20;
    if line.heading > 0 || line.depth > 0 {
        return false;
    }
    let (mut near, mut far, mut plain) = (0, 0, 0);
    for run in line.seen() {
        let words = line.text[run.at.clone()].trim();
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        if letters > LONGEST {
            return false;
        }
        match run.href.as_deref() {
            Some(href) if is_near(href) => near += 1,
            Some(_) => far += 1,
            None => plain += 1,
        }
    }
    near + far >= FEWEST && near > far && plain <= 1
}

/// True for an address within the site.
fn is_near(href: &str) -> bool {
    let is_path = href.starts_with(['/', '.', '#']) && !href.starts_with("//");
    is_path || !href.contains(':') && href.ends_with(".html")
}

#[cfg(test)]
mod tests {
    use super::super::super::Gap;
    use super::super::super::segment::sample::plain;
    use super::*;

    fn line(links: &[(&str, Option<&str>)]) -> Line {
        let mut line = plain("");
        line.runs.clear();
        for (words, href) in links {
            let start = line.text.len();
            line.text.push_str(words);
            line.runs.push(crate::extract::reader::Run {
                at: start..line.text.len(),
                href: href.map(Into::into),
                gap: Gap::Link,
                ..plain("x").runs[0].clone()
            });
        }
        line
    }

    #[test]
    fn links_within_the_site_are_a_menu_and_profiles_none() {
        let menu = [
            ("Home", Some("/")),
            ("Art", Some("/art/")),
            ("Me", None),
            ("Shop", Some("#s")),
        ];
        assert!(is_menu(&line(&menu)));
        let profiles = [
            ("GitHub", Some("https://github.com/x")),
            ("Blog", Some("/blog")),
            ("Mail", Some("mailto:x@example.org")),
        ];
        assert!(!is_menu(&line(&profiles)));
    }
}
