//! Where a mail goes: an address, with or without a name.

use crate::characters;

/// A mailbox of RFC 5322 in plain ASCII.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    name: Option<String>,
    address: String,
}

/// Why a text is no mailbox.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailboxError {
    /// There is no `@`, or nothing on one side of it.
    #[error("`{0}` is no e-mail address")]
    Form(String),
    /// A sign that may not stand in an address without quotes.
    #[error("`{sign}` may not stand in the e-mail address `{address}`")]
    Sign {
        /// The sign.
        sign: char,
        /// The whole address.
        address: String,
    },
    /// The part after the `@` is no name of a host.
    #[error("`{0}` is no host that takes mail")]
    Host(String),
    /// RFC 5321 (4.5.3.1) allows 64 signs before the `@` and 254 in all.
    #[error("the e-mail address is too long")]
    Long,
}

const LONGEST_USER: usize = 64;
const LONGEST: usize = 254;
const LONGEST_LABEL: usize = 63;

impl Mailbox {
    /// The name, as it is shown.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The address alone.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The host that the address is at.
    pub fn host(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, host)| host)
    }

    /// The same address under a name.
    #[must_use]
    pub fn named(self, name: Option<&str>) -> Self {
        Mailbox {
            name: name.map(str::to_owned),
            ..self
        }
    }
}

impl std::str::FromStr for Mailbox {
    type Err = MailboxError;

    /// Reads `ana@example.org` or `Ana Reis <ana@example.org>`.
    fn from_str(text: &str) -> Result<Self, MailboxError> {
        let text = text.trim();
        let (name, address) = match text
            .strip_suffix('>')
            .and_then(|rest| rest.rsplit_once('<'))
        {
            Some((name, address)) => (name.trim().trim_matches('"').trim(), address.trim()),
            None => ("", text),
        };
        let form = || MailboxError::Form(address.to_owned());
        let (user, host) = address.rsplit_once('@').ok_or_else(form)?;
        if user.is_empty() || host.is_empty() {
            return Err(form());
        }
        if user.len() > LONGEST_USER || address.len() > LONGEST {
            return Err(MailboxError::Long);
        }
        let is_user = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        if let Some(sign) = user.chars().find(|c| !is_user(*c)) {
            let address = address.to_owned();
            return Err(MailboxError::Sign { sign, address });
        }
        if user.split('.').any(str::is_empty) {
            return Err(form());
        }
        if !is_host(host) {
            return Err(MailboxError::Host(host.to_owned()));
        }
        if let Some(sign) = name
            .chars()
            .find(|c| c.is_control() || !characters::is_text(*c))
        {
            let address = address.to_owned();
            return Err(MailboxError::Sign { sign, address });
        }
        Ok(Mailbox {
            name: (!name.is_empty()).then(|| name.to_owned()),
            address: address.to_owned(),
        })
    }
}

/// Names of letters, digits and inner hyphens, two at least, with points between them.
fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let labels: Vec<&str> = host.split('.').collect();
    let is_number = |label: &&str| label.bytes().all(|b| b.is_ascii_digit());
    labels.len() > 1
        && labels.iter().all(|label| is_label(label))
        && !labels.last().is_some_and(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_have_a_name() {
        let plain: Mailbox = "jobs+ext@example.org".parse().expect("sound");
        assert_eq!((plain.name(), plain.host()), (None, "example.org"));
        let named: Mailbox = "\"Höhn, Ana\" <ana@mail.example.org>"
            .parse()
            .expect("sound");
        assert_eq!(named.name(), Some("Höhn, Ana"));
        assert_eq!(named.address(), "ana@mail.example.org");
    }

    #[test]
    fn what_no_mail_reaches_is_refused() {
        let refused = |text: &str| text.parse::<Mailbox>().expect_err(text);
        for form in ["page.md", "@example.org", "ana@", "a..b@example.org", ""] {
            assert!(matches!(refused(form), MailboxError::Form(_)), "{form}");
        }
        for host in [
            "ana@example",
            "ana@-a.org",
            "ana@exa_mple.org",
            "ana@10.0.0.1",
        ] {
            assert!(matches!(refused(host), MailboxError::Host(_)), "{host}");
        }
        assert!(matches!(
            refused("a na@example.org"),
            MailboxError::Sign { sign: ' ', .. }
        ));
        assert!(matches!(
            refused("a@b.org\r\nBcc: c@d.org"),
            MailboxError::Host(_) | MailboxError::Sign { .. } | MailboxError::Form(_)
        ));
        let long = format!("{}@example.org", "a".repeat(65));
        assert_eq!(refused(&long), MailboxError::Long);
    }
}
